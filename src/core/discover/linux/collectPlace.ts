import type { Fact } from "../../model/fact.ts";
import type { Gateway } from "../../model/gateway.ts";
import type { GatewayConfig } from "../../model/gatewayConfig.ts";
import type { Install } from "../../model/install.ts";
import type { Listener } from "../../model/listener.ts";
import type { NamespaceNote } from "../../model/namespace.ts";
import type { Supervisor } from "../../model/supervisor.ts";
import type { TokenSource } from "../../model/tokenSource.ts";
import { parseCgroup } from "../../parse/cgroup.ts";
import type { Ports } from "../../ports/observed.ts";
import type { ProcessEntry } from "../../ports/processes.ts";
import { readGatewayConfig } from "../../config/readGatewayConfig.ts";
import { discoverTokenSources } from "../../tokens/discoverTokenSources.ts";
import type { TokenContext } from "../../tokens/serverSite.ts";
import { findGatewayProcesses } from "./gatewayProcess.ts";
import { askEndpoints, identifyGateways } from "./gateways.ts";
import { discoverInstalls } from "./installs.ts";
import { joinListeners, readSocketTables } from "./listeners.ts";
import { discoverLocks } from "./lockFiles.ts";
import { discoverNotes } from "./notes.ts";
import type { Place } from "./place.ts";
import { readProcessTable } from "./processTable.ts";
import { listSupervisors } from "./supervisors.ts";
import { stateDirOf, stateDirOfUnit } from "./stateDirOf.ts";
import { discoverUnits, pinnedPort, type GatewayUnit, type UnitScope } from "./unitFiles.ts";
import { readUnitStates } from "./unitStates.ts";

/** Everything that can be seen of one Linux place from inside it. */
export interface PlaceView {
  readonly notes: readonly NamespaceNote[];
  readonly listeners: Fact<readonly Listener[]>;
  readonly gateways: readonly Gateway[];
  readonly supervisors: readonly Supervisor[];
  readonly installs: readonly Install[];
  readonly tokenSources: readonly TokenSource[];
  readonly config: Fact<GatewayConfig>;
  readonly blindSpots: readonly string[];
}

const defaultPort = 18_789;

/**
 * Looks at one Linux place: this machine, a WSL instance or a container, as its ports show it. Independent
 * questions are put at once; nothing is asked of the network but listeners that may be a gateway's.
 */
export async function collectPlace(place: Place, ports: Ports, signal: AbortSignal): Promise<PlaceView> {
  const { uid } = ports.facts;
  const [{ table, blindSpots: processSpots }, tables, reading] = await Promise.all([
    readProcessTable(ports),
    readSocketTables(ports),
    readGatewayConfig(ports),
  ]);
  const own = joinListeners(place, uid, tables, table);
  const listeners = (await place.share?.(own.listeners)) ?? own.listeners;
  const all = listeners.known ? listeners.value : [];
  const seen = all.filter(
    ({ owner }) => owner?.namespace === undefined || owner.namespace === place.namespace,
  );
  const elsewhere = new Set(all.filter((listener) => !seen.includes(listener)).map(({ id }) => id));
  const { blindSpots: listenerSpots } = joinListeners(place, uid, tables, table, elsewhere);
  const config = reading.fact.known ? reading.fact.value : null;

  const locks = await discoverLocks(ports, await stateDirs(ports, reading.paths.stateDir), table);
  const listeningPids = new Set(seen.flatMap(({ owner }) => (owner === null ? [] : [owner.pid])));
  const gatewayProcesses = findGatewayProcesses(table, listeningPids, locks);

  const [notes, userUnits, systemUnits] = await Promise.all([
    discoverNotes(ports, table),
    discoverUnits(ports, "user", unitsAround(gatewayProcesses, "user")),
    discoverUnits(ports, "system", unitsAround(gatewayProcesses, "system")),
  ]);
  const units = [...userUnits, ...systemUnits];

  const ownPorts = gatewayProcesses.flatMap((entry) => portsOf(entry, seen));
  const pinnedPorts = [
    defaultPort,
    ...(config === null ? [] : [config.port.value]),
    ...[
      ...locks.map((lock) => lock.port),
      ...units.map((unit) => unit.port),
      ...gatewayProcesses.map((entry) => pinnedPort(entry.args)),
    ].filter((port) => port !== null),
  ];
  const ownerOf = (listener: Listener): ProcessEntry | null =>
    listener.owner === null ? null : (table.get(listener.owner.pid) ?? null);
  const [endpoints, userStates, systemStates, installs] = await Promise.all([
    askEndpoints(ports, seen, new Set([...pinnedPorts, ...ownPorts]), ownerOf, signal),
    readUnitStates(ports, "user", namesOf(userUnits), signal),
    readUnitStates(ports, "system", namesOf(systemUnits), signal),
    discoverInstalls(place, ports, units, gatewayProcesses, table),
  ]);

  const states = { user: userStates, system: systemStates };
  const mainPids = units.flatMap(({ scope, name, isGateway }) => {
    const pid = isGateway ? states[scope].byName.get(name)?.mainPid : null;
    return pid == null ? [] : [pid];
  });
  const identified = identifyGateways(place, endpoints, {
    uid,
    gatewayPids: new Set(gatewayProcesses.map(({ pid }) => pid)),
    vouchedPids: new Set([...mainPids, ...locks.map(({ pid }) => pid)]),
    expectedPorts: new Set(pinnedPorts),
  });
  const gateways = await Promise.all(
    identified.map(async (gateway) => ({
      ...gateway,
      stateDir: await stateDirOf(ports, gateway, locks, reading.paths.stateDir),
    })),
  );
  const portOf = (pid: number): number | null =>
    gateways.find((gateway) => gateway.pid === pid)?.port ??
    locks.find((lock) => lock.pid === pid)?.port ??
    null;
  const listed = listSupervisors(place, ports, { units, states, gatewayProcesses, table, portOf });
  const supervisors = await Promise.all(
    listed.map(async (each): Promise<Supervisor> => {
      const configured = reading.paths.stateDir;
      const pid = each.state?.mainPid ?? null;
      const stateDir =
        each.kind === "foreground"
          ? await stateDirOf(ports, { pid }, locks, configured)
          : await stateDirOfUnit(ports, each, configured);
      return { ...each, stateDir };
    }),
  );
  const tokens = await findTokens(ports, {
    namespace: place.namespace,
    reading,
    gateways,
    supervisors,
    installs,
  });
  return {
    notes,
    listeners,
    gateways,
    supervisors,
    installs,
    tokenSources: tokens.sources,
    config: reading.fact,
    blindSpots: [...processSpots, ...listenerSpots, ...tokens.blindSpots],
  };
}

/** A crash here must not hide the gateways; it is a blind spot, and no token source is then known. */
async function findTokens(
  ports: Ports,
  context: TokenContext,
): Promise<{ readonly sources: readonly TokenSource[]; readonly blindSpots: readonly string[] }> {
  try {
    return { sources: await discoverTokenSources(ports, context), blindSpots: [] };
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    ports.log.error(ports.secrets.redact(`Looking for token sources crashed: ${why}`));
    return {
      sources: [],
      blindSpots: ["Looking for token sources crashed, so none is listed; see the log."],
    };
  }
}

/** The folders that may hold a gateway's state: the configured one, the default one and those of profiles. */
async function stateDirs(ports: Ports, configured: string): Promise<readonly string[]> {
  const { homeDir } = ports.facts;
  const names = await ports.files.list(homeDir);
  const inHome = names.ok ? names.value.filter((name) => /^\.openclaw(?:-[\w.-]+)?$/.test(name)) : [];
  return [...new Set([configured, ...inHome.map((name) => `${homeDir}/${name}`)])];
}

function unitsAround(processes: readonly ProcessEntry[], scope: UnitScope): ReadonlySet<string> {
  const names = processes.flatMap((entry) => {
    const around = parseCgroup(entry.cgroup ?? "");
    return around.scope === scope && around.unit?.endsWith(".service") === true ? [around.unit] : [];
  });
  return new Set(names);
}

function namesOf(units: readonly GatewayUnit[]): readonly string[] {
  return units.map(({ name }) => name);
}

function portsOf(entry: ProcessEntry, listeners: readonly Listener[]): readonly number[] {
  return listeners.filter(({ owner }) => owner?.pid === entry.pid).map(({ port }) => port);
}
