import { gatewayElsewhere } from "../../edges/elsewhere.ts";
import { known, unknown, type Fact } from "../../model/fact.ts";
import type { Supervisor } from "../../model/supervisor.ts";
import { configOf } from "../../probe/targetGateway.ts";
import type { Need } from "../rule.ts";
import type { Scene } from "../scene.ts";
import { both } from "./both.ts";
import { placeId } from "./place.ts";
import { ownUnits, supervisors } from "./targetService.ts";
import { httpReadyFact, tcpFact } from "./rungFacts.ts";

/** What starts for longer than this is stuck; 10 to 20 seconds are plain. */
export const plainStartMs = 60_000;

/** How far the target's process has come. */
export type StartUp =
  | { readonly phase: "down" | "up" }
  /** Listens and says that it is starting. */
  | { readonly phase: "starting"; readonly uptimeMs: number | null; readonly pending: string | null }
  /** Runs and does not listen yet, as for the first seconds of every start. */
  | {
      readonly phase: "not-listening";
      readonly owner: string;
      readonly pid: number;
      /** How long it has run; null when it cannot be told. */
      readonly ageMs: number | null;
    };

export const startUp: Need<StartUp> = (scene) => {
  const ready = httpReadyFact(scene);
  if (ready.known) {
    const { startup, uptimeMs, pendingReason } = ready.value;
    if (startup !== "starting") return known({ phase: "up" }, ready.evidence);
    return known({ phase: "starting", uptimeMs, pending: pendingReason }, ready.evidence);
  }
  const connection = tcpFact(scene);
  if (!connection.known) return connection;
  if (connection.value.ipv4 === "open" || connection.value.ipv6 === "open") {
    return unknown(ready.reason, [...ready.evidence, ...connection.evidence]);
  }
  // It has started where it runs; what is in the way from here is for other rules.
  const across = scene.target === null ? null : gatewayElsewhere(scene.snapshot, scene.target);
  if (across?.gateway.state === "started") return known({ phase: "up" }, connection.evidence);
  const joined = both(connection, candidates(scene));
  if (!joined.known) return joined;
  for (const { name, state } of joined.value[1]) {
    if (state === null || state.mainPid === null || state.sub === "auto-restart") continue;
    if (state.active !== "active" && state.active !== "activating") continue;
    const ageMs = state.startedAt == null ? null : scene.snapshot.takenAt - state.startedAt;
    return known({ phase: "not-listening", owner: name, pid: state.mainPid, ageMs }, joined.evidence);
  }
  return known({ phase: "down" }, joined.evidence);
};

/** What may be about to listen at the target: its units, and foreground runs for its port or state directory. */
function candidates(scene: Scene): Fact<readonly Supervisor[]> {
  const all = both(ownUnits(scene), supervisors(scene));
  if (!all.known) return all;
  const [units, every] = all.value;
  const port = scene.target?.port ?? null;
  const ownDir = configOf(scene.snapshot, placeId(scene))?.stateDir ?? null;
  const unseen = units.find(({ state }) => state === null);
  if (unseen !== undefined) return unknown(unseen.unseenBecause ?? unseen.name, all.evidence);
  const foreground = every.filter(
    (each) =>
      each.kind === "foreground" &&
      (each.port === port || (each.port === null && each.stateDir != null && each.stateDir === ownDir)),
  );
  return known([...units, ...foreground], all.evidence);
}
