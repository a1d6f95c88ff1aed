import { compareVersions, parseOpenclawVersion, type OpenclawVersion } from "../parse/openclawVersion.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { TokenSource } from "../model/tokenSource.ts";

/**
 * A step in the order in which credentials are looked for. `config` is a value that stands in `gateway.auth`,
 * `config-reference` one that is only named there (a SecretRef, or a `${VAR}` that is not set), `environment` the
 * process, its `.env` files and the config's `env` block, `remote` is `gateway.remote`.
 */
export type Layer = "argument" | "config" | "config-reference" | "environment" | "remote";

/** Who asks: the gateway, or a client by where `gateway.mode` and `OPENCLAW_GATEWAY_URL` send it. */
export type Asker = "server" | "local-client" | "remote-client" | "url-client";

/** The order of one range of releases. */
export interface Precedence {
  /** The first release that has it. */
  readonly since: OpenclawVersion;
  readonly token: Readonly<Record<Asker, readonly Layer[]>>;
  readonly password: Readonly<Record<Asker, readonly Layer[]>>;
  /**
   * When a `${VAR}` of its config is not set, the gateway makes up a token; with `OPENCLAW_GATEWAY_TOKEN` set beside it,
   * it refuses to start. Clients refuse in both cases.
   */
  readonly serverPassesMissingVariable: boolean;
}

/** `.env` of the working directory may carry `OPENCLAW_*` only before this release. */
const workingDirectoryIgnoredSince: OpenclawVersion = [2026, 3, 31];

/**
 * Since 2026.8.1 clients take the credential that the gateway takes (openclaw#114462); before, a variable left over
 * in a shell beat the config for clients only. Each order was tried out on a gateway of its range.
 */
const newest: Precedence = {
  since: [2026, 8, 1],
  token: {
    server: ["argument", "config", "config-reference", "environment", "remote"],
    "local-client": ["config", "config-reference", "environment", "remote"],
    "remote-client": ["remote", "environment", "config", "config-reference"],
    "url-client": ["environment"],
  },
  password: {
    server: ["argument", "config", "config-reference", "environment", "remote"],
    "local-client": ["config", "config-reference", "environment", "remote"],
    "remote-client": ["environment", "remote", "config", "config-reference"],
    "url-client": ["environment"],
  },
  serverPassesMissingVariable: true,
};

const orders: readonly Precedence[] = [
  newest,
  {
    since: [0, 0, 0],
    token: {
      server: ["argument", "config", "environment", "config-reference"],
      "local-client": ["environment", "config", "config-reference", "remote"],
      "remote-client": ["remote", "environment", "config", "config-reference"],
      "url-client": ["environment"],
    },
    password: {
      server: ["argument", "config", "environment", "config-reference"],
      "local-client": ["environment", "config", "config-reference", "remote"],
      "remote-client": ["environment", "remote", "config", "config-reference"],
      "url-client": ["environment"],
    },
    serverPassesMissingVariable: false,
  },
];

/** The release that the newest order was tried out on. */
const newestTried = "2026.9.6";

export interface KnownPrecedence extends Precedence {
  /** Names the release whose order decides, for people. */
  readonly orderOf: string;
  readonly readsWorkingDirectory: boolean;
}

/** The order of `version`; the newest one, which then says so, where the version is not known. */
export function precedenceOf(version: string | null): KnownPrecedence {
  const parsed = parseOpenclawVersion(version ?? "");
  const found = orders.find(({ since }) => parsed !== null && compareVersions(parsed, since) >= 0);
  return {
    ...(found ?? newest),
    orderOf: parsed === null ? `${newestTried} (the installed version is not known)` : parsed.join("."),
    readsWorkingDirectory: parsed !== null && compareVersions(parsed, workingDirectoryIgnoredSince) < 0,
  };
}

/** The source whose credential the command line in `namespace` sends; null when it has none to send. */
export function clientCredential(
  sources: readonly TokenSource[],
  namespace: NamespaceId,
): TokenSource | null {
  const sent = (source: TokenSource): boolean =>
    source.role === "client" && source.state === "used" && source.clientsIn.includes(namespace);
  return sources.find(sent) ?? null;
}
