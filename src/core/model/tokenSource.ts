import type { NamespaceId } from "./ids.ts";

export type TokenSourceKind =
  | "argument"
  | "config-file"
  | "config-env-block"
  | "remote-config"
  | "process-env"
  | "unit-env"
  | "environment-file"
  | "dotenv"
  | "compose-env"
  | "container-env"
  | "device-store"
  | "secret-storage"
  | "generated";

/** Where a credential is written down, as precisely as it is known. */
export interface TokenLocation {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly unit?: string;
  readonly container?: string;
  /** The variable or config path that carries it, such as `OPENCLAW_GATEWAY_TOKEN` or `gateway.auth.token`. */
  readonly key?: string;
  readonly pid?: number;
}

/** One place a gateway credential comes from. */
export interface TokenSource {
  /** Stable: `<namespace>/<kind>/<file, unit or key>`. */
  readonly id: string;
  readonly kind: TokenSourceKind;
  readonly role: "server" | "client";
  readonly credential: "token" | "password";
  readonly location: TokenLocation;
  /** Null when the value could not be read or is a reference that does not resolve from here. */
  readonly fingerprint: string | null;
  readonly length: number | null;
  /** For the server's role: the state directory of the gateway that it belongs to. */
  readonly stateDir?: string;
  /** The running server uses this one now. */
  readonly effective: boolean;
  /** The server would use this one after its next restart. */
  readonly afterRestart: boolean;
  /** Namespaces whose clients send this one. */
  readonly clientsIn: readonly NamespaceId[];
  readonly state: "used" | "shadowed" | "unreadable" | "reference";
  /** Why it is in that state, naming the source that wins and the version whose order decides. */
  readonly reason: string;
}
