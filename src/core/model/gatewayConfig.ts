import type { Fact } from "./fact.ts";

/** What the product reads of one `openclaw.json`, after `$include` and `${VAR}` are resolved as the gateway does. */
export interface GatewayConfig {
  readonly path: string;
  readonly stateDir: string;
  /** The named profile, or null for the default one. */
  readonly profile: string | null;
  readonly exists: boolean;
  /** Why the file cannot be used: syntax errors and what the gateway itself refuses at start. */
  readonly problems: readonly ConfigProblem[];
  /** `gateway.mode`; null when unset. */
  readonly mode: string | null;
  readonly bind: string | null;
  /** `gateway.port` as written; null when unset. */
  readonly configuredPort: number | null;
  /** The port that a gateway started here would listen on, and what decides it. */
  readonly port: { readonly value: number; readonly from: string };
  /** True when clients connect elsewhere than to that port: `OPENCLAW_GATEWAY_URL`, or `gateway.mode` "remote". */
  readonly isRedirected?: boolean;
  readonly authMode: string | null;
  readonly reloadMode: string | null;
  /** `logging.file`; null when unset, so that the gateway logs to its default place. */
  readonly logFile?: string | null;
  /** The 1-based line of everything below `gateway`, by dotted path; in `path` unless `fileOf` names another file. */
  readonly lineOf: Readonly<Record<string, number>>;
  /** The files of what `$include` brought in, by dotted path. */
  readonly fileOf: Readonly<Record<string, string>>;
  /** Permission bits of the file that the folders above it leave standing, such as 0o600. */
  readonly fileMode: Fact<number>;
}

export interface ConfigProblem {
  readonly file: string;
  /** 1-based; null when the file as a whole is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** Dotted path of the value, or `<root>`. */
  readonly path: string;
  readonly message: string;
  readonly kind: "syntax" | "schema" | "include" | "unreadable";
}
