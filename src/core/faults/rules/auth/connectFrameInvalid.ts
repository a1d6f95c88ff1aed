import { connectFailureRule } from "../../connectFailureRule.ts";

export const connectFrameInvalid = connectFailureRule({
  id: "connect-frame-invalid",
  severity: "error",
  title: "The client sent an invalid connect frame",
  meaning:
    "The first frame is not what the gateway's protocol asks for: a client that is too old, too new or at fault.",
  firstAction: { label: "Update the client", command: null, risk: "read" },
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: /invalid connect params: at\b/ },
    { match: /"message": ?"invalid role"|\breason=invalid role\b/ },
    { match: "invalid handshake: first request must be connect" },
    { match: /\b(?:reason=|"reason": ?")invalid request frame/ },
  ],
  reasons: ["invalid-frame"],
});
