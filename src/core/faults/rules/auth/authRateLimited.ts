import { connectFailureRule } from "../../connectFailureRule.ts";
import { address, durationWords } from "../../words.ts";

export const authRateLimited = connectFailureRule({
  id: "auth-rate-limited",
  severity: "warning",
  title: "Too many failed log-ins, the gateway blocks for a while",
  meaning:
    "A client tries a wrong credential again and again. The gateway turns every log-in from that address down for some minutes.",
  firstAction: {
    label: "Stop the client that retries, then wait",
    command: "gateway-lens tokens",
    risk: "read",
  },
  suppresses: ["websocket-abnormal-closure"],
  sources: ["openclaw-windows-node#198", "openclaw 2026.9.6"],
  signals: [
    { match: /\bAUTH_RATE_LIMITED\b/ },
    { match: "too many failed authentication attempts" },
    { match: /\breason=rate_limited\b/ },
  ],
  reasons: ["rate-limited"],
  tell: ({ retryAfterMs }, scene) => ({
    explanation: `The gateway at ${address(scene)} turns log-ins from this address down after too many wrong ones${retryAfterMs === null ? "" : `, for another ${durationWords(retryAfterMs)}`}.`,
  }),
});
