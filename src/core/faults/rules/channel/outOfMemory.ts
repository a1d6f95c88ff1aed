import { logFaultRule, startIsOver } from "../../logFaultRule.ts";

export const outOfMemory = logFaultRule({
  id: "out-of-memory",
  layer: "channel",
  severity: "error",
  title: "The gateway ran out of memory",
  meaning: "Node's heap limit or the machine's memory was reached, and the process was ended.",
  firstAction: { label: "See what memory there is", command: "free -m", risk: "read" },
  suppresses: ["gateway-unresponsive", "event-loop-starved"],
  sources: ["openclaw#35773", "openclaw#96203"],
  signals: [
    { match: "JavaScript heap out of memory", recoveredBy: startIsOver },
    { match: /Out of memory: Killed process \d+ \((?:openclaw|node|MainThread)/, recoveredBy: startIsOver },
    { match: /memory pressure: level=critical/, recoveredBy: startIsOver },
    {
      match:
        /openclaw\S{0,40}: (?:Failed with result 'oom-kill'|A process of this unit has been killed by the OOM killer)/,
      recoveredBy: startIsOver,
    },
  ],
});
