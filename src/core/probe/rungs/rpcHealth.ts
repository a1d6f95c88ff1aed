import { known, unknown } from "../../model/fact.ts";
import { parseHealthRpc, type HealthRpc } from "../../parse/healthRpc.ts";
import { rpcOf, unansweredCall } from "../rpc.ts";
import type { Rung } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { auth } from "./auth.ts";

/** What the `health` method answered. */
export type RpcHealthFact = HealthRpc;

export const rpcHealth: Rung<RpcHealthFact> = {
  id: "rpc-health",
  title: "Health over RPC",
  layer: "network",
  after: [auth],
  isQuick: true,
  timeoutMs: 6_000,
  async climb(context, signal) {
    const dialog = rpcOf(context);
    if (dialog === null) return skipped("needs-rpc");
    const { clock } = context.ports;
    const started = clock.elapsed();
    const answer = await dialog.call("health", {}, 5_000, signal);
    const evidence = [answer.evidence];
    if (!answer.ok && answer.failure.reason === "timed-out") {
      return climbed("fail", "does not answer in 5 s", unknown("no answer in 5 s", evidence));
    }
    if (!answer.ok) return unansweredCall(answer.failure, evidence);
    const health = parseHealthRpc(answer.value);
    if (health === null) return unclear("unreadable-answer", evidence);
    const fact = known(health, evidence);
    const notes = [
      ...(health.hotReload === null || health.hotReload === "active"
        ? []
        : [`The gateway does not follow changes of its config file (hot reload ${health.hotReload}).`]),
      // Every start and every busy minute of the machine has such a spell; only a long one is a fault.
      ...(health.eventLoopDegraded ? ["The gateway calls its event loop overloaded at the moment."] : []),
    ];
    if (!health.ok) return climbed("fail", "says that it is not healthy", fact, notes);
    const troubles = health.failedPlugins.map((id) => `plugin ${id} failed`);
    if (troubles.length > 0) return climbed("warn", troubles.join(", "), fact, notes);
    return climbed("ok", `healthy, in ${Math.round(clock.elapsed() - started)} ms`, fact, notes);
  },
};
