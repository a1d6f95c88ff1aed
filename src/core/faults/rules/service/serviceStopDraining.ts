import { targetUnit } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";
import { stateWords } from "../../words.ts";

export const serviceStopDraining = defineRule({
  id: "service-stop-draining",
  layer: "service",
  severity: "info",
  title: "The service is still draining and will stop later",
  meaning:
    "A stop waits for running work, up to 330 seconds (TimeoutStopSec). Until then the port may still answer.",
  firstAction: { label: "Wait until it has stopped", command: null, risk: "read" },
  explains: "supervisor",
  suppresses: ["gateway-unreachable", "gateway-restarting"],
  sources: ["openclaw#140821"],
  signals: [
    { match: "deactivating (stop-sigterm)" },
    { match: "SubState=stop-sigterm" },
    { match: /State 'stop-sigterm' timed out/ },
  ],
  needs: { unit: targetUnit },
  find({ unit }) {
    if (unit === null || unit.state.active !== "deactivating") return null;
    return {
      confidence: "confirmed",
      explanation: `${unit.name} is ${stateWords(unit.state)}: it was told to stop and finishes what it does, for at most 330 seconds.`,
    };
  },
});
