import { connectFailureRule } from "../../connectFailureRule.ts";

export const deviceIdentityRequired = connectFailureRule({
  id: "device-identity-required",
  severity: "error",
  title: "The gateway wants a token or a device identity",
  meaning: "The client sent neither. A token in the URL or in an Authorization header is not read.",
  firstAction: { label: "Give the client a token", command: "gateway-lens tokens", risk: "read" },
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: /"DEVICE_IDENTITY_REQUIRED"/ },
    { match: /(?<!control ui requires )\bdevice identity required\b/, unless: /control ui/i },
  ],
  reasons: ["device-identity-required"],
});
