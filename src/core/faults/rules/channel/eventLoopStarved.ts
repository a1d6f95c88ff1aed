import { mapFact, unknown, type Fact } from "../../../model/fact.ts";
import { both } from "../../needs/both.ts";
import { recentLogsFact, rpcHealthFact } from "../../needs/rungFacts.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";

/** Shorter spells come with every start and every busy minute, this ladder's own questions included. */
const longestSpellSeconds = 60;

/** Seconds for which the gateway has called its event loop overloaded; null while it does not. */
function overloadedSeconds(scene: Scene): Fact<number | null> {
  const health = rpcHealthFact(scene);
  if (!health.known || !health.value.eventLoopDegraded) return mapFact(health, () => null);
  const joined = both(health, recentLogsFact(scene));
  if (joined.known && joined.value[1].isShared === true) {
    return unknown("other gateways write to the same log", joined.evidence);
  }
  return mapFact(joined, ([, { lines }]) => {
    const spells = lines.map(
      ({ message }) => /liveness warning:.{0,200}\bdegradedFor=(\d+)s/.exec(message)?.[1],
    );
    const last = spells.findLast((spell) => spell !== undefined);
    return last === undefined ? null : Number(last);
  });
}

export const eventLoopStarved = defineRule({
  id: "event-loop-starved",
  layer: "channel",
  severity: "warning",
  title: "The gateway's event loop is overloaded",
  meaning:
    "The gateway does not get to its work in time: too little processor, or one task that blocks the rest.",
  firstAction: { label: "See what takes the processor", command: "top -b -n 1 -o %CPU", risk: "read" },
  explains: "rpc-health",
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: /liveness warning: reasons=\S{0,80}event_loop/ },
    { match: /"eventLoop": ?\{"degraded": ?true/ },
  ],
  needs: { seconds: overloadedSeconds },
  find({ seconds }) {
    if (seconds === null || seconds < longestSpellSeconds) return null;
    return {
      confidence: "confirmed",
      explanation: `The gateway says that its event loop is overloaded, by its log for ${seconds} seconds.`,
    };
  },
});
