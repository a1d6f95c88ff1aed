import { logFaultRule, startIsOver } from "../../logFaultRule.ts";

export const diskFull = logFaultRule({
  id: "disk-full",
  layer: "channel",
  severity: "error",
  title: "The disk is full",
  meaning: "A write failed for want of space. The gateway cannot keep its state and may not start.",
  firstAction: { label: "See which file system is full", command: "df -h", risk: "read" },
  suppresses: ["config-invalid", "config-clobbered", "state-db-locked"],
  sources: ["openclaw PR #95902"],
  signals: [
    // The same code stands for too few file watchers, which is another matter.
    { match: /\bENOSPC\b/, unless: /file watchers|inotify/i, recoveredBy: startIsOver },
    { match: /\bno space left on device\b/i, unless: /file watchers|inotify/i, recoveredBy: startIsOver },
  ],
});
