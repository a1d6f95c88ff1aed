import { targetUnit } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";
import { journalOf, stateWords, systemctl } from "../../words.ts";

/** Below this a unit may have failed once and for good; the gateway's own unit allows ten starts in five minutes. */
const manyRestarts = 5;

/** The exit code after which the gateway's unit is not restarted (RestartPreventExitStatus). */
const configExit = 78;

export const serviceStartLimitHit = defineRule({
  id: "service-start-limit-hit",
  layer: "service",
  severity: "error",
  title: "systemd gave up restarting the gateway",
  meaning:
    "The gateway failed at its start so often that systemd stopped trying. It stays down until the failure is cleared by hand.",
  firstAction: {
    label: "Clear the latch, start, then read why",
    command: "systemctl --user reset-failed openclaw-gateway.service",
    risk: "disruptive",
  },
  explains: "supervisor",
  suppresses: ["gateway-unreachable", "service-crash-loop"],
  sources: ["openclaw PR #98291", "openclaw PR #116178"],
  signals: [
    { match: "Start request repeated too quickly", recoveredBy: /\[gateway\] ready\b/ },
    { match: "start-limit-hit", recoveredBy: /\[gateway\] ready\b/ },
  ],
  needs: { unit: targetUnit },
  find({ unit }) {
    if (unit === null || unit.state.active !== "failed") return null;
    const { result, restarts, exitStatus } = unit.state;
    const isNamed = result === "start-limit-hit";
    // After automatic restarts systemd keeps the result of the last crash and only the count tells.
    const isCounted = (restarts ?? 0) >= manyRestarts && exitStatus !== configExit;
    if (!isNamed && !isCounted) return null;
    const count = restarts === null || restarts === 0 ? "" : ` after ${restarts} restarts`;
    return {
      confidence: isNamed ? "confirmed" : "matched",
      explanation: `systemd no longer starts ${unit.name}${count}: it is ${stateWords(unit.state)}. Why it failed stands in its journal: ${journalOf(unit)}`,
      firstAction: {
        label: "Clear the latch, start, then read why",
        command: `${systemctl(unit, "reset-failed")} && ${systemctl(unit, "start")}`,
        risk: "disruptive",
      },
    };
  },
});
