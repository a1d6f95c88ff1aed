import { logFaultRule, startIsOver } from "../../logFaultRule.ts";

export const tailscaleBindConflict = logFaultRule({
  id: "tailscale-bind-conflict",
  layer: "config",
  severity: "error",
  title: "Tailscale serve/funnel needs bind=loopback",
  meaning:
    "gateway.tailscale.mode publishes the loopback port, so the gateway must listen on loopback alone.",
  firstAction: {
    label: "Bind to loopback",
    command: "openclaw config set gateway.bind loopback",
    risk: "soft",
  },
  sources: ["openclaw#35113", "openclaw#14542"],
  signals: [{ match: "tailscale serve/funnel requires gateway bind=loopback", recoveredBy: startIsOver }],
});
