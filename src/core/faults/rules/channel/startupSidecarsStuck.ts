import { plainStartMs, startUp } from "../../needs/startUp.ts";
import { defineRule } from "../../rule.ts";
import { address, durationWords } from "../../words.ts";

export const startupSidecarsStuck = defineRule({
  id: "startup-sidecars-stuck",
  layer: "channel",
  severity: "warning",
  title: "Start-up sidecars stay unready",
  meaning: "The gateway has listened for more than a minute and still waits for a part of its start.",
  firstAction: { label: "Read the log", command: "openclaw logs --limit 200", risk: "read" },
  explains: "http-ready",
  suppresses: ["channel-failing", "handshake-timeout", "probe-contradiction"],
  sources: ["openclaw 2026.9.6"],
  needs: { start: startUp },
  find({ start }, scene) {
    if (start.phase !== "starting" || start.uptimeMs === null || start.uptimeMs <= plainStartMs) return null;
    return {
      confidence: "confirmed",
      explanation: `The gateway at ${address(scene)} runs for ${durationWords(start.uptimeMs)} and is not ready: it waits for ${start.pending ?? "a part that it does not name"}.`,
    };
  },
});
