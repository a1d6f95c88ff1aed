import { connectFailureRule } from "../../connectFailureRule.ts";

export const deviceIdentityMismatch = connectFailureRule({
  id: "device-identity-mismatch",
  severity: "error",
  title: "The device identity or nonce does not fit",
  meaning: "The device's id is not the one of its key, or it answered an older challenge.",
  firstAction: { label: "Create the device's identity again", command: null, risk: "soft" },
  sources: ["openclaw#41652", "openclaw 2026.9.6"],
  signals: [
    { match: /\bDEVICE_AUTH_(?:DEVICE_ID|NONCE)_MISMATCH\b/ },
    { match: /\bdevice (?:identity|nonce) mismatch\b/ },
    { match: "device-id-mismatch" },
  ],
  reasons: ["device-identity-mismatch"],
});
