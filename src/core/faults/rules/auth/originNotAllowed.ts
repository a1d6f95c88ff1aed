import { connectFailureRule } from "../../connectFailureRule.ts";

export const originNotAllowed = connectFailureRule({
  id: "origin-not-allowed",
  severity: "error",
  title: "The gateway refuses the page's origin",
  meaning:
    "A browser client must come from an origin in gateway.controlUi.allowedOrigins; scheme, host and port must all match.",
  firstAction: {
    label: "Compare the page's origin with the allowed ones",
    command: "openclaw config get gateway.controlUi.allowedOrigins",
    risk: "read",
  },
  sources: ["openclaw#29809", "openclaw 2026.9.6"],
  signals: [
    { match: /\bCONTROL_UI_ORIGIN_NOT_ALLOWED\b/ },
    { match: "origin not allowed (open the Control UI from the gateway host" },
  ],
  reasons: ["origin-not-allowed"],
});
