import type { Snapshot } from "../model/snapshot.ts";
import type { Target } from "../model/target.ts";
import type { TokenLocation, TokenSource } from "../model/tokenSource.ts";
import type { ConnectRequest } from "../ports/gatewayDialog.ts";
import { configOf } from "./targetGateway.ts";

/** How a client here would log in, or why it cannot be imitated. */
export type Credential =
  | {
      readonly kind: "send";
      readonly source: TokenSource | null;
      readonly request: Pick<ConnectRequest, "client" | "credential" | "credentialKind">;
    }
  | { readonly kind: "none"; readonly why: string };

/** The command line's own identity: the only client that a shared token alone gives its scopes to. */
const commandLine = { id: "cli", mode: "cli" } as const;

/** With `gateway.auth.mode: "none"` the only client that is let in without a device. */
const backend = { id: "gateway-client", mode: "backend" } as const;

/**
 * Picks the credential that the command line at the vantage would send. A token that the gateway made up at its
 * start, and the token of the command line's own device, are known to nobody else.
 */
export function chooseCredential(snapshot: Snapshot, target: Target): Credential {
  const { authMode = null, stateDir = null } = configOf(snapshot, target.namespace) ?? {};
  if (authMode === "none") {
    const request = { client: backend, credential: null, credentialKind: "token" } as const;
    return { kind: "send", source: null, request };
  }
  const sources = snapshot.namespaces
    .flatMap(({ tokenSources }) => tokenSources)
    .filter(({ role, clientsIn }) => role === "client" && clientsIn.includes(snapshot.vantage));
  const wanted = authMode === "password" ? "password" : "token";
  const used = sources.filter(({ state }) => state === "used" || state === "reference");
  const source = used.find(({ credential }) => credential === wanted) ?? used[0];
  if (source === undefined) {
    const generated = snapshot.namespaces
      .flatMap(({ tokenSources }) => tokenSources)
      .some(
        (each) => each.kind === "generated" && each.effective && (each.stateDir ?? stateDir) === stateDir,
      );
    return {
      kind: "none",
      why: generated
        ? "the gateway made up a token at its start that nobody else knows"
        : isRead(snapshot)
          ? "no client credential is configured here"
          : "which credential clients here send could not be seen",
    };
  }
  const { fingerprint, length } = source;
  if (fingerprint === null || length === null) return { kind: "none", why: source.reason };
  return {
    kind: "send",
    source,
    request: {
      client: commandLine,
      credential: { fingerprint, length },
      credentialKind: source.credential,
    },
  };
}

/** Whether the configuration of clients at the vantage is known, so that what is not in it is absent. */
function isRead({ configs, vantage }: Snapshot): boolean {
  return configs.get(vantage)?.known === true;
}

/** Where a credential is written down, short: `openclaw.json:14`, `openclaw-gateway.service`, a variable of a process. */
export function sourceName(location: TokenLocation): string {
  if (location.file !== undefined) {
    const name = location.file.slice(location.file.lastIndexOf("/") + 1);
    return location.line === undefined ? name : `${name}:${location.line}`;
  }
  if (location.key !== undefined && location.pid !== undefined) {
    return `${location.key} of process ${location.pid}`;
  }
  return location.key ?? location.unit ?? location.container ?? "an unnamed place";
}
