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
  /** What running servers use; one for each, none where no server is known to run or to have one. */
  readonly servers: readonly TokenSource[];
  /** What servers will use once they restart and do not use now. */
  readonly afterRestart: readonly TokenSource[];
  /** What clients in this namespace send. */
  readonly clients: readonly TokenSource[];
  readonly sources: readonly ComparedSource[];
}

export interface ComparedSource {
  readonly source: TokenSource;
  /** Whether it holds the secret that its gateway uses or, while that does not run, will use; null when not known. */
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
  const servers = tokenSources.filter(({ effective }) => effective);
  const next = tokenSources.filter(({ afterRestart }) => afterRestart);
  const config = snapshot.configs.get(namespace.id);
  const ownDir = config?.known === true ? config.value.stateDir : undefined;
  // Each gateway has tokens of its own; clients here use the one of their config.
  const dirOf = ({ stateDir = ownDir }: TokenSource): string | undefined => stateDir;
  const standardsOf = (source: TokenSource): readonly TokenSource[] => {
    const isOfSame = (each: TokenSource): boolean => dirOf(each) === dirOf(source);
    const now = servers.filter(isOfSame);
    const isRunning = snapshot.gateways.some(
      (each) => each.stateDir != null && each.stateDir === dirOf(source),
    );
    // While no server runs, what the next one will use is what counts.
    return now.length > 0 || isRunning ? now : next.filter(isOfSame);
  };
  return {
    namespace: namespace.id,
    name: namespaceName(namespace),
    version: gateway?.version ?? namespace.installs.find(({ version }) => version !== null)?.version ?? null,
    servers,
    afterRestart: next.filter(({ effective }) => !effective),
    clients: tokenSources.filter(({ clientsIn }) => clientsIn.includes(namespace.id)),
    sources: tokenSources.map((source) => ({ source, agrees: agreement(source, standardsOf(source)) })),
  };
}

function agreement(source: TokenSource, standards: readonly TokenSource[]): boolean | null {
  const comparable = standards.filter(
    ({ fingerprint, credential }) => fingerprint !== null && credential === source.credential,
  );
  if (comparable.length === 0 || source.fingerprint === null) return null;
  return comparable.some(({ fingerprint }) => fingerprint === source.fingerprint);
}
