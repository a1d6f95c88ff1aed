import { logFaultRule, startIsOver } from "../../logFaultRule.ts";

export const controlUiOriginsRequired = logFaultRule({
  id: "control-ui-origins-required",
  layer: "config",
  severity: "error",
  title: "A non-loopback gateway needs allowed origins for the Control UI",
  meaning:
    "The gateway listens beyond loopback and does not know from which pages its Control UI may be used.",
  firstAction: {
    label: "Bind to loopback",
    command: "openclaw config set gateway.bind loopback",
    risk: "soft",
  },
  suppresses: ["container-restart-loop"],
  sources: ["openclaw#53912", "openclaw#27473"],
  signals: [
    { match: "non-loopback Control UI requires gateway.controlUi.allowedOrigins", recoveredBy: startIsOver },
  ],
});
