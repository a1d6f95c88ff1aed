import { targetUnit } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";
import { journalOf, stateWords } from "../../words.ts";

/** More than this many restarts is a loop; fewer may be one crash and its cure. */
const toleratedRestarts = 3;

export const serviceCrashLoop = defineRule({
  id: "service-crash-loop",
  layer: "service",
  severity: "error",
  title: "The service fails and is restarted again and again",
  meaning:
    "The gateway ends soon after each start and systemd starts it again. The line before the exit says why; the restarts only repeat it.",
  firstAction: {
    label: "Read the first failure",
    command: "journalctl --user -u openclaw-gateway.service -n 100 --no-pager",
    risk: "read",
  },
  explains: "supervisor",
  suppresses: ["gateway-unreachable", "gateway-starting"],
  sources: ["openclaw#28191", "openclaw#75115", "openclaw#80696"],
  signals: [
    {
      match: /Scheduled restart job, restart counter is at (?:[4-9]|\d{2,})\b/,
      recoveredBy: /\[gateway\] ready\b/,
    },
  ],
  needs: { unit: targetUnit },
  find({ unit }) {
    if (unit === null || unit.state.sub !== "auto-restart") return null;
    const restarts = unit.state.restarts ?? 0;
    if (restarts <= toleratedRestarts) return null;
    return {
      confidence: "confirmed",
      explanation: `systemd has restarted ${unit.name} ${restarts} times and waits to do it again: it is ${stateWords(unit.state)}.`,
      firstAction: { label: "Read the first failure", command: journalOf(unit), risk: "read" },
    };
  },
});
