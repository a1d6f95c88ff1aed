import { connectFailureRule } from "../../connectFailureRule.ts";

export const deviceTokenMismatch = connectFailureRule({
  id: "device-token-mismatch",
  severity: "error",
  title: "The device token was rejected",
  meaning:
    "The token that this device was given is no longer valid. The gateway's own token has nothing to do with it.",
  firstAction: {
    label: "See the devices, then pair this one again",
    command: "openclaw devices list",
    risk: "read",
  },
  suppresses: ["websocket-abnormal-closure"],
  sources: ["openclaw#18274", "openclaw#17226"],
  signals: [
    { match: /\bAUTH_DEVICE_TOKEN_MISMATCH\b/ },
    { match: /\bdevice token mismatch \(rotate/ },
    { match: /\bdevice_token_mismatch\b/ },
  ],
  reasons: ["device-token-mismatch"],
});
