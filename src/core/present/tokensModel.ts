import type { NamespaceId } from "../model/ids.ts";
import type { Namespace } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { TokenSource } from "../model/tokenSource.ts";
import { namespaceName } from "./namespaceName.ts";

/** The credentials of one namespace: every source, and who wins. */
export interface NamespaceTokens {
  readonly namespace: NamespaceId;
  readonly name: string;
  /** Version whose order of precedence decides: the running gateway's, else the install's; null when neither is known. */
  readonly version: string | null;
  /** The source that the running server uses; null when none is known to run or to have one. */
  readonly server: TokenSource | null;
  /** The source that the server will use once it restarts. */
  readonly afterRestart: TokenSource | null;
  /** What clients in this namespace send. */
  readonly clients: readonly TokenSource[];
  readonly sources: readonly ComparedSource[];
}

export interface ComparedSource {
  readonly source: TokenSource;
  /** Whether it holds the secret that the running server uses; null when either is not known. */
  readonly agrees: boolean | null;
}

/** Namespaces without any token source are left out. */
export function tokensModel(snapshot: Snapshot): readonly NamespaceTokens[] {
  return snapshot.namespaces
    .filter((namespace) => namespace.tokenSources.length > 0)
    .map((namespace) => namespaceTokens(namespace, snapshot));
}

function namespaceTokens(namespace: Namespace, snapshot: Snapshot): NamespaceTokens {
  const { tokenSources } = namespace;
  const gateway = snapshot.gateways.find((each) => each.namespace === namespace.id && each.version !== null);
  const server = tokenSources.find(({ effective }) => effective) ?? null;
  // What no running server can be compared with is compared with what the next one will use.
  const standard = server ?? tokenSources.find(({ afterRestart }) => afterRestart) ?? null;
  return {
    namespace: namespace.id,
    name: namespaceName(namespace),
    version: gateway?.version ?? namespace.installs.find(({ version }) => version !== null)?.version ?? null,
    server,
    afterRestart: tokenSources.find(({ afterRestart }) => afterRestart) ?? null,
    clients: tokenSources.filter(({ clientsIn }) => clientsIn.includes(namespace.id)),
    sources: tokenSources.map((source) => ({ source, agrees: agreement(source, standard) })),
  };
}

function agreement(source: TokenSource, standard: TokenSource | null): boolean | null {
  if (standard?.fingerprint == null || source.fingerprint === null) return null;
  if (standard.credential !== source.credential) return null;
  return standard.fingerprint === source.fingerprint;
}
