import { connectFailureRule } from "../../connectFailureRule.ts";

export const deviceScopeMismatch = connectFailureRule({
  id: "device-scope-mismatch",
  severity: "warning",
  title: "The device token lacks the requested scopes",
  meaning: "The device asks for more than it was approved for.",
  firstAction: {
    label: "See what the device was approved for",
    command: "openclaw devices list",
    risk: "read",
  },
  sources: ["openclaw 2026.9.6"],
  signals: [{ match: /\bAUTH_SCOPE_MISMATCH\b/ }, { match: "device token scope mismatch" }],
  reasons: ["scope-mismatch"],
});
