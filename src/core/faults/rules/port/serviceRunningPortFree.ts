import { startUp } from "../../needs/startUp.ts";
import { defineRule } from "../../rule.ts";
import { address, durationWords } from "../../words.ts";

/** A start takes 10 to 20 seconds on a busy machine; after this it hangs. */
const longestStartMs = 90_000;

export const serviceRunningPortFree = defineRule({
  id: "service-running-port-free",
  layer: "port",
  severity: "error",
  title: "The service runs but nobody listens on its port",
  meaning:
    "The gateway's process is there and has not opened its port: its start hangs, it listens elsewhere, or it is about to end.",
  firstAction: {
    label: "Read what it did last",
    command: "journalctl --user -u openclaw-gateway.service -n 100 --no-pager",
    risk: "read",
  },
  explains: "listeners",
  suppresses: ["gateway-unreachable"],
  sources: ["openclaw#28134", "openclaw 2026.9.6"],
  signals: [
    { match: "is not listening (service appears running)" },
    { match: "Gateway process is running but port" },
    { match: /Gateway port \d+ status: free/ },
  ],
  needs: { start: startUp },
  find({ start }, scene) {
    if (start.phase !== "not-listening" || start.ageMs === null || start.ageMs <= longestStartMs) return null;
    return {
      confidence: "confirmed",
      explanation: `${start.owner} runs as pid ${start.pid} for ${durationWords(start.ageMs)}, and nobody listens at ${address(scene)}. A start takes 10 to 20 seconds.`,
    };
  },
});
