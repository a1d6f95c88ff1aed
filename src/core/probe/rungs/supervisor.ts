import { known } from "../../model/fact.ts";
import type { GatewayConfig } from "../../model/gatewayConfig.ts";
import type { Supervisor } from "../../model/supervisor.ts";
import { configOf, gatewayOf } from "../targetGateway.ts";
import type { Rung, RungOutcome } from "../rung.ts";
import { climbed, unclear } from "../rungOutcome.ts";
import { instance } from "./instance.ts";

/** The services that own, or would own, the target. */
export interface SupervisorFact {
  readonly all: readonly Supervisor[];
  /** The one that the target belongs to, or null for a foreground run. */
  readonly serving: Supervisor | null;
}

export const supervisor: Rung<SupervisorFact> = {
  id: "supervisor",
  title: "Who keeps the gateway running",
  layer: "service",
  after: [instance],
  isQuick: true,
  timeoutMs: 5_000,
  async climb({ snapshot, target }) {
    const namespace = snapshot.namespaces.find(({ id }) => id === target.namespace);
    if (namespace === undefined) return unclear("no-gateway");
    const all = namespace.supervisors;
    const services = all.filter(({ kind }) => kind !== "foreground");
    const pid = gatewayOf(snapshot, target)?.pid ?? null;
    const owner = services.find(({ state }) => pid !== null && state?.mainPid === pid);
    const serving =
      owner ??
      services.find(({ port }) => port === target.port) ??
      onlyPortless(services, configOf(snapshot, target.namespace), target.port);
    if (serving === null) {
      if (pid === null) return climbed("ok", "no service is installed for it", known({ all, serving }));
      const note = "No service manager restarts this gateway when it ends.";
      return climbed("ok", "runs in the foreground", known({ all, serving }), [note]);
    }
    return judge(serving, all, pid !== null && owner === undefined);
  },
};

/** A service that pins no port takes its config's, so a lone one of this configuration stands for its port. */
function onlyPortless(
  services: readonly Supervisor[],
  config: GatewayConfig | null,
  port: number,
): Supervisor | null {
  if (config !== null && config.port.value !== port) return null;
  const [first, second] = services.filter(
    (service) =>
      service.port === null && (config === null || (service.stateDir ?? config.stateDir) === config.stateDir),
  );
  return second === undefined ? (first ?? null) : null;
}

function judge(
  serving: Supervisor,
  all: readonly Supervisor[],
  isBesideIt: boolean,
): RungOutcome<SupervisorFact> {
  const fact = known({ all, serving });
  const { state, name } = serving;
  if (state === null) return unclear("not-visible", [], serving.unseenBecause ?? name, fact);
  const notes = [
    ...(isBesideIt ? [`The gateway that runs is not the process of ${name}.`] : []),
    ...(state.needsDaemonReload ? [`The files of ${name} changed and systemd has not read them again.`] : []),
  ];
  const words = [`${name} is ${state.active} (${state.sub})`];
  if (state.result !== "success" && state.result !== "") words.push(state.result);
  if (state.restarts !== null && state.restarts > 0) words.push(`${state.restarts} restarts`);
  if (state.load === "masked" || state.load === "not-found") words.push(state.load);
  const isRunning = state.active === "active" || state.active === "reloading";
  const isMoving = state.active === "activating" || state.active === "deactivating";
  const verdict = isRunning ? "ok" : isMoving || isBesideIt ? "warn" : "fail";
  return climbed(isRunning && isBesideIt ? "warn" : verdict, words.join(", "), fact, notes);
}
