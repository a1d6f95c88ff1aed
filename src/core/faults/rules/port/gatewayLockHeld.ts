import { logFaultRule, startIsOver } from "../../logFaultRule.ts";

export const gatewayLockHeld = logFaultRule({
  id: "gateway-lock-held",
  layer: "port",
  severity: "error",
  title: "Another process holds the gateway lock",
  meaning:
    "One state directory takes one gateway. Another process, mostly a gateway or a running doctor, owns this one.",
  firstAction: {
    label: "Find the owner of the state directory",
    command: "gateway-lens topology",
    risk: "read",
  },
  sources: ["openclaw#30532", "openclaw 2026.9.6"],
  signals: [
    { match: /gateway already running \(pid \d+\); lock timeout/, recoveredBy: startIsOver },
    { match: "state directory is locked by", recoveredBy: startIsOver },
    { match: "StateDatabaseCoordinatorContentionError", recoveredBy: startIsOver },
  ],
});
