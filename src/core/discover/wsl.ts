import { known, unknown, type Fact } from "../model/fact.ts";
import type { Gateway } from "../model/gateway.ts";
import type { GatewayConfig } from "../model/gatewayConfig.ts";
import { windowsNetwork, wslNetwork, type NamespaceId } from "../model/ids.ts";
import type { Namespace, Network } from "../model/namespace.ts";
import type { WslNetworkingMode } from "../model/wslNetworking.ts";
import type { WslPlatform } from "../model/wslPlatform.ts";
import type { WslRow } from "../parse/wslList.ts";
import type { Ports } from "../ports/observed.ts";
import { collectPlace, type PlaceView } from "./linux/collectPlace.ts";
import type { Discovery, NamespaceProvider } from "./provider.ts";
import { askWsl, type WslView } from "./wsl/askWsl.ts";
import { enterInstance, namespaceOf, notesOf, unseenInstance } from "./wsl/instance.ts";
import { readNetworkingMode } from "./wsl/networkingMode.ts";
import { seatsAround, type Seat } from "./wsl/sharedListeners.ts";
import { findWslProgram } from "./wsl/wslProgram.ts";

/** One running instance and what answers from inside it. */
interface Inside {
  readonly row: WslRow;
  readonly ports: Ports;
}

/**
 * The WSL instances: all that are registered, and what runs in those that are up. A stopped one is not started. From
 * inside an instance Windows is asked through interop; without it, only that one is seen.
 */
export const wsl: NamespaceProvider = {
  id: "wsl",
  supports: ({ platform, wslInstance }) => platform === "win32" || wslInstance != null,
  async discover(ports, signal) {
    const program = await findWslProgram(ports);
    const { platform, rows } = await viewOf(program, ports, signal);
    const own = ownRow(ports, rows);
    const entrances = await Promise.all(
      [...own, ...rows].map(async (row) => ({
        row,
        entrance: program === null ? { ports } : await enterInstance(program, row, ports, signal),
      })),
    );
    const inside = entrances.flatMap(({ row, entrance }) =>
      "ports" in entrance ? [{ row, ports: entrance.ports }] : [],
    );
    const [first] = inside;
    const mode = first === undefined ? null : await readNetworkingMode(first.ports, signal);
    const network = mode === "mirrored" ? windowsNetwork : wslNetwork;
    const seats = seatsAround(network, inside.length);
    const looks = await Promise.all(
      inside.map((each, index) => lookInside(each, network, seats[index], ports, signal)),
    );
    const outside = entrances.flatMap(({ row, entrance }) =>
      "reason" in entrance ? [unseenInstance(row, network, [entrance.reason])] : [],
    );
    const order = [...own, ...rows].map(namespaceOf);
    return {
      networks: networksOf(network, mode, looks, rows, platform),
      namespaces: [...looks.map(({ namespace }) => namespace), ...outside].toSorted(
        (a, b) => order.indexOf(a.id) - order.indexOf(b.id),
      ),
      edges: [],
      gateways: looks.flatMap(({ gateways }) => gateways),
      configs: new Map(looks.map(({ namespace, config }) => [namespace.id, config])),
      wsl: platform,
      places: new Map(
        inside.flatMap((each): [NamespaceId, Ports][] =>
          each.ports === ports ? [] : [[namespaceOf(each.row), each.ports]],
        ),
      ),
    } satisfies Discovery;
  },
};

async function viewOf(
  program: Awaited<ReturnType<typeof findWslProgram>>,
  ports: Ports,
  signal: AbortSignal,
): Promise<WslView> {
  if (program !== null) return askWsl(program, ports, signal);
  const isWindows = ports.facts.platform === "win32";
  const platform: WslPlatform = {
    state: isWindows ? "not-installed" : "unreachable",
    version: null,
    detail: isWindows ? "Windows has no wsl.exe" : "Windows cannot be reached from inside this instance",
    code: null,
    evidence: [],
  };
  return { platform, rows: [] };
}

/** The instance that the product runs in, where the list does not have it. */
function ownRow({ facts: { wslInstance } }: Ports, rows: readonly WslRow[]): readonly WslRow[] {
  if (wslInstance == null || rows.some(({ name }) => name === wslInstance)) return [];
  return [{ name: wslInstance, state: "Running", version: 2, isDefault: false }];
}

interface InsideView {
  readonly namespace: Namespace;
  readonly listeners: Network["listeners"];
  readonly gateways: readonly Gateway[];
  readonly config: Fact<GatewayConfig>;
}

/** A look that crashes costs this instance only. */
async function lookInside(
  { row, ports }: Inside,
  network: Namespace["network"],
  seat: Seat | undefined,
  vantage: Ports,
  signal: AbortSignal,
): Promise<InsideView> {
  const place = {
    namespace: namespaceOf(row),
    network,
    ...(seat === undefined ? {} : { share: seat.share }),
  };
  try {
    const view = await collectPlace(place, ports, signal);
    return insideView(row, network, view, ports !== vantage);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    vantage.log.error(
      vantage.secrets.redact(`The look into ${place.namespace} crashed: ${stack ?? message}`),
    );
    const why = vantage.secrets.redact(`The look into it crashed: ${message}.`);
    return {
      namespace: unseenInstance(row, network, [why]),
      listeners: unknown("crashed"),
      gateways: [],
      config: unknown("crashed"),
    };
  } finally {
    seat?.leave();
  }
}

function insideView(
  row: WslRow,
  network: Namespace["network"],
  { notes, listeners, gateways, config, ...rest }: PlaceView,
  isKeptAwake: boolean,
): InsideView {
  const session = { name: "session", value: "kept awake while this is looked at" };
  return {
    namespace: {
      id: namespaceOf(row),
      kind: "wsl",
      name: row.name,
      network,
      state: "running",
      facts: [...notesOf(row), ...notes, ...(isKeptAwake ? [session] : [])],
      ...rest,
    },
    listeners,
    gateways,
    config,
  };
}

/** Where no instance runs nobody listens; where none of those that run could be asked, it is not known. */
function networksOf(
  id: Network["id"],
  wslMode: WslNetworkingMode | null,
  looks: readonly InsideView[],
  rows: readonly WslRow[],
  { evidence }: WslPlatform,
): readonly Network[] {
  const name = id === windowsNetwork ? "Windows and WSL" : "WSL";
  if (looks.length > 0) return looks.map(({ listeners }) => ({ id, name, listeners, wslMode }));
  if (rows.length === 0) return [];
  const isQuiet = rows.every(({ state }) => state === "Stopped");
  const listeners = isQuiet ? known([], evidence) : unknown("no running instance was entered", evidence);
  return [{ id, name, listeners, wslMode }];
}
