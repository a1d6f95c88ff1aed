import type { ConfigReading } from "../config/configReading.ts";
import type { Environment } from "../config/environment.ts";
import type { TokenLocation, TokenSourceKind } from "../model/tokenSource.ts";
import type { Ports } from "../ports/observed.ts";
import type { Layer } from "./precedence.ts";

/** One place that a credential may be taken from, before it is decided which one counts. */
export interface Candidate {
  readonly kind: TokenSourceKind;
  readonly credential: "token" | "password";
  readonly layer: Layer;
  readonly location: TokenLocation;
  /** What people call it: `gateway.auth.token`, `OPENCLAW_GATEWAY_TOKEN in .env`. */
  readonly label: string;
  /** The credential itself, to be handed to the vault at once; null when it cannot be told from here. */
  readonly value: string | null;
  /** Why `value` is null, as a sentence. */
  readonly unresolved: Unresolved | null;
  /** When its file was last changed, epoch milliseconds; null when it has none or that is not known. */
  readonly changedAt: number | null;
}

export interface Unresolved {
  /**
   * `elsewhere`: who uses it can resolve it, this product does not try. `missing`: nobody can as things are.
   * `unset-variable`: as `missing`, by a `${VAR}` in the config. `unreadable`: it may not be read from here.
   * `possible`: it may be there or not.
   */
  readonly why: "elsewhere" | "missing" | "unset-variable" | "unreadable" | "possible";
  readonly sentence: string;
}

export interface Choice {
  /** The one that is used; it may be unresolved. */
  readonly winner: Candidate | null;
  /** One that had to be used and cannot be, so that none is. */
  readonly obstacle: Candidate | null;
}

/** What the search for candidates goes by. */
export interface CandidateQuestion {
  readonly credential: "token" | "password";
  readonly reading: ConfigReading;
  /** Of the process that uses the credential. */
  readonly environment: Environment;
  /** The words of the gateway's command line, or of the unit that starts it; null for clients. */
  readonly command: ServerCommand | null;
  readonly files: Ports["files"];
}

/** A command line and where it is written. */
export interface ServerCommand {
  readonly words: readonly string[];
  readonly location: TokenLocation;
}

export type CandidateFinder = (question: CandidateQuestion) => Promise<readonly Candidate[]>;

/** Walks the layers in order and takes the first candidate. `candidates` of one layer are in their own order. */
export function choose(
  candidates: readonly Candidate[],
  layers: readonly Layer[],
  passesMissingVariable: boolean,
): Choice {
  const isSetElsewhere = candidates.some(({ layer }) => layer === "environment");
  for (const layer of layers) {
    for (const candidate of candidates.filter((one) => one.layer === layer)) {
      const why = candidate.unresolved?.why;
      const isPassed = why === "unset-variable" && passesMissingVariable && !isSetElsewhere;
      if (why === "possible" || isPassed) continue;
      if (why === "missing" || why === "unset-variable") return { winner: null, obstacle: candidate };
      return { winner: candidate, obstacle: null };
    }
  }
  return { winner: null, obstacle: null };
}

/** Display markers that OpenClaw writes in place of a secret; it refuses each of them as a credential. */
const placeholders = new Set([
  "__OPENCLAW_REDACTED__",
  "REDACTED",
  "***",
  "[redacted]",
  "[REDACTED]",
  "<redacted>",
]);

export function isPlaceholder(value: string): boolean {
  return placeholders.has(value.trim());
}
