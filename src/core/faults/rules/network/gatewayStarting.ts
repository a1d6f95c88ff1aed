import { plainStartMs, startUp } from "../../needs/startUp.ts";
import { defineRule } from "../../rule.ts";
import { address, durationWords } from "../../words.ts";

/** What has not opened its port after this hangs: see service-running-port-free. */
const silentStartMs = 90_000;

export const gatewayStarting = defineRule({
  id: "gateway-starting",
  layer: "network",
  severity: "info",
  title: "The gateway is still starting",
  meaning:
    "The gateway listens before it serves. A start takes 10 to 20 seconds; clients are told to come back.",
  firstAction: {
    label: "Wait up to 90 seconds, then look again",
    command: "gateway-lens probe --quick",
    risk: "read",
  },
  explains: "tcp",
  suppresses: [
    "gateway-unreachable",
    "handshake-timeout",
    "channel-failing",
    "probe-contradiction",
    "event-loop-starved",
  ],
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: "gateway starting; retry shortly", recoveredBy: /"type": ?"hello-ok"|\[gateway\] ready\b/ },
    { match: /"status": ?"starting"/, recoveredBy: /"status": ?"started"/ },
    { match: /"failing": ?\["startup-sidecars"\]/, recoveredBy: /"ready": ?true/ },
  ],
  needs: { start: startUp },
  find({ start }, scene) {
    if (start.phase === "starting" && (start.uptimeMs ?? 0) <= plainStartMs) {
      const state =
        start.uptimeMs === null ? "is starting" : `has been starting for ${durationWords(start.uptimeMs)}`;
      const pending = start.pending === null ? "" : ` It waits for ${start.pending}.`;
      return {
        confidence: "confirmed",
        explanation: `The gateway at ${address(scene)} says that it ${state}.${pending}`,
      };
    }
    if (start.phase !== "not-listening" || (start.ageMs ?? 0) > silentStartMs) return null;
    const runs = start.ageMs === null ? "runs" : `has run for ${durationWords(start.ageMs)}`;
    return {
      confidence: "suspected",
      explanation: `A gateway process (${start.owner}, pid ${start.pid}) ${runs} and does not listen at ${address(scene)} yet. The first seconds of every start are silent.`,
    };
  },
});
