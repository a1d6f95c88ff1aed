import { connectFailureRule } from "../../connectFailureRule.ts";

export const frameTooLarge = connectFailureRule({
  id: "frame-too-large",
  layer: "network",
  severity: "error",
  title: "A frame was too large",
  meaning: "The gateway takes 64 KiB before the log-in and 25 MiB after it, and closes with 1009 above that.",
  firstAction: { label: "Send smaller frames", command: null, risk: "read" },
  sources: ["openclaw 2026.9.6"],
  signals: [{ match: /close \{"code": 1009\b|\bcode=1009\b/ }, { match: "Max payload size exceeded" }],
  reasons: ["frame-too-large"],
});
