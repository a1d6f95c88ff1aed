import { connectFailureRule } from "../../connectFailureRule.ts";

export const authChangedWhileConnected = connectFailureRule({
  id: "auth-changed-while-connected",
  severity: "info",
  title: "The gateway token was rotated while connected",
  meaning: "The gateway took a new token and closed every connection made with the old one (4001).",
  firstAction: {
    label: "Connect again with the new token",
    command: "gateway-lens probe --quick",
    risk: "read",
  },
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: /"code": ?4001\b[^\n]{0,80}gateway auth changed/, recoveredBy: /"type": ?"hello-ok"/ },
    { match: /\b(?:code=|\()4001\b[^\n]{0,80}gateway auth changed/ },
  ],
  reasons: ["auth-changed"],
});
