import type { Supervisor, SupervisorState } from "../../model/supervisor.ts";
import { parseCgroup, type CgroupOwner } from "../../parse/cgroup.ts";
import type { Ports } from "../../ports/observed.ts";
import type { ProcessEntry } from "../../ports/processes.ts";
import { redactArgs } from "../redactArgs.ts";
import type { Place } from "./place.ts";
import type { ProcessTable } from "./processTable.ts";
import { pinnedPort, type GatewayUnit, type UnitScope } from "./unitFiles.ts";
import type { UnitStates } from "./unitStates.ts";

/** What supervisors are told from. */
export interface SupervisionClues {
  readonly units: readonly GatewayUnit[];
  readonly states: Readonly<Record<UnitScope, UnitStates>>;
  /** The processes that run a gateway. */
  readonly gatewayProcesses: readonly ProcessEntry[];
  readonly table: ProcessTable;
  /** The port that a gateway process listens on or will, where it is known. */
  readonly portOf: (pid: number) => number | null;
}

/** The units, containers and shells that own a gateway, or would own one. */
export function listSupervisors(place: Place, ports: Ports, clues: SupervisionClues): readonly Supervisor[] {
  const pids = new Set(clues.gatewayProcesses.map((entry) => entry.pid));
  // A unit that a gateway merely runs inside of, such as a terminal server, does not own it.
  const units = clues.units.filter((unit) => {
    const mainPid = clues.states[unit.scope].byName.get(unit.name)?.mainPid ?? null;
    return unit.isGateway || (mainPid !== null && pids.has(mainPid));
  });
  const outside = parseCgroup(clues.table.get(1)?.cgroup ?? "").container;
  const loose = clues.gatewayProcesses.filter((entry) => !isInUnit(entry, units, clues));
  return [
    ...units.map((unit) => unitSupervisor(place, ports, unit, clues)),
    ...loose.map((entry) => {
      const { container } = parseCgroup(entry.cgroup ?? "");
      const isInOther = container !== null && (container.id !== outside?.id || entry.pid === 1);
      return isInOther
        ? containerSupervisor(place, ports, entry, container, clues.portOf(entry.pid))
        : foregroundSupervisor(place, ports, entry, clues.portOf(entry.pid));
    }),
  ];
}

function isInUnit(entry: ProcessEntry, units: readonly GatewayUnit[], clues: SupervisionClues): boolean {
  const { unit: name, scope } = parseCgroup(entry.cgroup ?? "");
  return units.some(
    (unit) =>
      (unit.name === name && unit.scope === scope) ||
      clues.states[unit.scope].byName.get(unit.name)?.mainPid === entry.pid,
  );
}

function unitSupervisor(place: Place, ports: Ports, unit: GatewayUnit, clues: SupervisionClues): Supervisor {
  const states = clues.states[unit.scope];
  const state = states.byName.get(unit.name) ?? null;
  const main = state?.mainPid == null ? undefined : clues.table.get(state.mainPid);
  const kind = unit.scope === "user" ? "systemd-user" : "systemd-system";
  return {
    id: `${place.namespace}/${kind}/${unit.name}`,
    kind,
    name: unit.name,
    state: state === null ? null : { ...state, startedAt: main?.startedAt ?? null },
    unseenBecause: state === null ? (states.unseenBecause ?? "systemctl did not name the unit") : null,
    files: unit.files,
    execStart: redactArgs(unit.command, ports.secrets),
    port: unit.port,
  };
}

function containerSupervisor(
  place: Place,
  ports: Ports,
  entry: ProcessEntry,
  container: NonNullable<CgroupOwner["container"]>,
  port: number | null,
): Supervisor {
  const name = `${container.engine} ${container.id.slice(0, 12)}`;
  return {
    ...processSupervisor(ports, entry, port),
    id: `${place.namespace}/container-engine/${name.replace(" ", ":")}`,
    kind: "container-engine",
    name,
  };
}

function foregroundSupervisor(
  place: Place,
  ports: Ports,
  entry: ProcessEntry,
  port: number | null,
): Supervisor {
  const supervisor = processSupervisor(ports, entry, port);
  const { execStart } = supervisor;
  const gateway = execStart.indexOf("gateway");
  return {
    ...supervisor,
    id: `${place.namespace}/foreground/${port ?? `pid-${entry.pid}`}`,
    kind: "foreground",
    // A process that set its own title hides its arguments.
    name: gateway === -1 ? "openclaw gateway" : ["openclaw", ...execStart.slice(gateway)].join(" "),
  };
}

function processSupervisor(
  ports: Ports,
  entry: ProcessEntry,
  port: number | null,
): Omit<Supervisor, "id" | "kind" | "name"> {
  return {
    state: runningState(entry),
    unseenBecause: null,
    files: [],
    execStart: redactArgs(entry.args, ports.secrets).map((arg) => arg.trim()),
    port: port ?? pinnedPort(entry.args),
  };
}

/** The state of a process that nobody restarts, in systemd's words. */
function runningState(entry: ProcessEntry): SupervisorState {
  return {
    active: "active",
    sub: entry.state === "T" ? "stopped" : "running",
    result: "success",
    load: "loaded",
    mainPid: entry.pid,
    startedAt: entry.startedAt,
    restarts: null,
    exitStatus: null,
    enabled: null,
    needsDaemonReload: false,
  };
}
