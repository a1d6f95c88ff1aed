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

/** The kind of namespace that the product itself runs in. */
function vantageKind({ platform, wslInstance }: MachineFacts): NamespaceKind {
  if (platform === "linux") return wslInstance == null ? "linux" : "wsl";
  return platform === "win32" ? "windows" : "macos";
}

/** A machine as a whole is named by its kind alone. */
function vantageId(facts: MachineFacts): NamespaceId {
  const kind = vantageKind(facts);
  return kind === "wsl" ? `wsl:${facts.wslInstance}` : kind;
}

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
  const vantage = vantageId(ports.facts);
  const { networks, namespaces, edges, gateways } = await linkDiscoveries(found, vantage, ports, signal);
  const isVantageSeen = namespaces.some((namespace) => namespace.id === vantage);

  const wslConfig = found.find((discovery) => discovery.wslConfig !== undefined)?.wslConfig;
  const wsl = found.find((discovery) => discovery.wsl !== undefined)?.wsl;
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
    ...(wsl === undefined ? {} : { wsl }),
    evidence: book.all(),
  });
  return { snapshot, places: new Map(found.flatMap(({ places }) => [...(places ?? [])])) };
}

function unseenVantage(facts: MachineFacts): Namespace {
  const id = vantageId(facts);
  return {
    id,
    kind: vantageKind(facts),
    name: facts.wslInstance ?? facts.hostname,
    network: id,
    state: "unknown",
    facts: [],
    tokenSources: [],
    supervisors: [],
    installs: [],
    blindSpots: [],
  };
}
