import { connectFailureRule } from "../../connectFailureRule.ts";

export const deviceSignatureRejected = connectFailureRule({
  id: "device-signature-rejected",
  severity: "error",
  title: "The device signature was rejected",
  meaning: "The signature is more than two minutes old by the gateway's clock, or made with another key.",
  firstAction: { label: "Compare the clocks of both sides", command: "date -u", risk: "read" },
  sources: ["openclaw#24455", "openclaw PR #116679"],
  signals: [
    { match: /\bDEVICE_AUTH_SIGNATURE_(?:EXPIRED|INVALID)\b/ },
    { match: /\bdevice signature (?:expired|invalid)\b/ },
  ],
  reasons: ["device-signature-rejected"],
});
