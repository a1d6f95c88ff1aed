import type { EvidenceId } from "./ids.ts";

/** Which command or request was made, when, with what result; the ground that every fact stands on. */
export interface Evidence {
  readonly id: EvidenceId;
  /** The port that was asked: `commands`, `files`, `http`, `tcp`, `gateways`, `processes`. */
  readonly source: string;
  /** The question as a person would write it: the argv, the URL, the path. Redacted. */
  readonly what: string;
  /** Epoch milliseconds at which the question was put. */
  readonly at: number;
  readonly elapsedMs: number;
  /** Exit code, HTTP status, error code or `ok`. */
  readonly status: string;
  /** The first lines of the answer, redacted; empty when there was none. */
  readonly excerpt: string;
}
