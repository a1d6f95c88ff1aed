import { deepFreeze } from "../base/deepFreeze.ts";
import type { EvidenceBook } from "../evidence/evidenceBook.ts";
import { unknown } from "../model/fact.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Namespace, NamespaceKind } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { MachineFacts } from "../ports/machine.ts";
import type { Ports } from "../ports/observed.ts";
import { linkDiscoveries } from "./linkDiscoveries.ts";
import type { Discovery, NamespaceProvider } from "./provider.ts";

/** The kind of namespace that the product itself runs in, which is also its id. */
const vantageOf = {
  linux: "linux",
  win32: "windows",
  darwin: "macos",
} as const satisfies Record<MachineFacts["platform"], NamespaceKind>;

/** What one discovery saw, and what answers from inside the namespaces that can be asked. */
export interface Discovered {
  readonly snapshot: Snapshot;
  readonly places: ReadonlyMap<NamespaceId, Ports>;
}

/**
 * Runs every provider that this machine supports and joins what they found. A provider that crashes costs its
 * own part only: the vantage then says in `blindSpots` what could not be seen. Never rejects.
 */
export async function discover(
  providers: readonly NamespaceProvider[],
  ports: Ports,
  book: EvidenceBook,
  signal: AbortSignal,
): Promise<Discovered> {
  const takenAt = ports.clock.now();
  const crashes: string[] = [];
  const runs = providers
    .filter((provider) => provider.supports(ports.facts))
    .map(async (provider): Promise<readonly Discovery[]> => {
      try {
        return [await provider.discover(ports, signal)];
      } catch (error) {
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        ports.log.error(ports.secrets.redact(`Discovery of ${provider.id} crashed: ${stack ?? message}`));
        crashes.push(ports.secrets.redact(`Discovery of ${provider.id} crashed: ${message}.`));
        return [];
      }
    });
  const found = (await Promise.all(runs)).flat();
  const vantage: NamespaceId = vantageOf[ports.facts.platform];
  const { networks, namespaces, edges, gateways } = await linkDiscoveries(found, vantage, ports, signal);
  const isVantageSeen = namespaces.some((namespace) => namespace.id === vantage);

  const wslConfig = found.find((discovery) => discovery.wslConfig !== undefined)?.wslConfig;
  const snapshot = deepFreeze<Snapshot>({
    takenAt,
    vantage,
    networks: isVantageSeen
      ? networks
      : [...networks, { id: vantage, name: ports.facts.hostname, listeners: unknown("not discovered") }],
    namespaces: (isVantageSeen ? namespaces : [...namespaces, unseenVantage(ports.facts)]).map((namespace) =>
      namespace.id === vantage
        ? { ...namespace, blindSpots: [...namespace.blindSpots, ...crashes] }
        : namespace,
    ),
    edges,
    gateways,
    configs: new Map(found.flatMap((discovery) => [...discovery.configs])),
    ...(wslConfig === undefined ? {} : { wslConfig }),
    evidence: book.all(),
  });
  return { snapshot, places: new Map(found.flatMap(({ places }) => [...(places ?? [])])) };
}

function unseenVantage(facts: MachineFacts): Namespace {
  const kind = vantageOf[facts.platform];
  return {
    id: kind,
    kind,
    name: facts.hostname,
    network: kind,
    state: "unknown",
    facts: [],
    tokenSources: [],
    supervisors: [],
    installs: [],
    blindSpots: [],
  };
}
