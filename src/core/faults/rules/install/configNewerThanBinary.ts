import { logFaultRule } from "../../logFaultRule.ts";

export const configNewerThanBinary = logFaultRule({
  id: "config-newer-than-binary",
  layer: "install",
  severity: "error",
  title: "The configuration was written by a newer OpenClaw",
  meaning:
    "Two versions share one configuration, and the older one refuses to touch what the newer one wrote.",
  firstAction: {
    label: "See which versions are installed, then use the newer",
    command: "gateway-lens topology",
    risk: "read",
  },
  sources: ["openclaw-cn#38", "openclaw PR #118378"],
  signals: [
    { match: /Config was last written by a newer (?:OpenClaw|Clawdbot)/ },
    { match: "is older than the config last written by OpenClaw" },
  ],
});
