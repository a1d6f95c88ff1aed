import type { Gateway } from "../model/gateway.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Supervisor } from "../model/supervisor.ts";
import { facts } from "./treeNode.ts";

/** The supervisor whose main process a gateway is, else the one that pins its port; null when none is known. */
export function supervisorOf(snapshot: Snapshot, gateway: Gateway): Supervisor | null {
  const all = snapshot.namespaces.find(({ id }) => id === gateway.namespace)?.supervisors ?? [];
  const byPid = all.find(({ state }) => gateway.pid !== null && state?.mainPid === gateway.pid);
  return byPid ?? all.find(({ kind, port }) => kind === "foreground" && port === gateway.port) ?? null;
}

/** The state as the supervisor says it, in the words of people: `running`, `failed (start-limit-hit)`. */
export function supervisorDescription({ state, unseenBecause, kind }: Supervisor): string {
  if (state === null) return unseenBecause === null ? "" : `state not seen: ${unseenBecause}`;
  // systemd calls a process that was stopped by a signal `stopped`; to people that reads as ended.
  if (kind === "foreground") return state.sub === "stopped" ? "frozen" : state.sub;
  const result = state.result === "success" || state.result === "" ? "" : ` (${state.result})`;
  return facts(
    state.load === "loaded" || state.load === "" ? null : state.load,
    `${state.active === "active" ? state.sub : state.active}${result}`,
    restartsText(state.restarts),
    state.enabled === false && "not enabled",
    state.needsDaemonReload && "unit file changed since it was loaded",
  );
}

function restartsText(restarts: number | null): string | null {
  if (restarts === null) return null;
  return restarts === 1 ? "1 restart" : `${restarts} restarts`;
}
