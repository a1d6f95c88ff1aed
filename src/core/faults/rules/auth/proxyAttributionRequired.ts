import { connectFailureRule } from "../../connectFailureRule.ts";

export const proxyAttributionRequired = connectFailureRule({
  id: "proxy-attribution-required",
  severity: "error",
  title: "The gateway refuses forwarded headers from an untrusted proxy",
  meaning: "The request carries X-Forwarded headers, and its sender is not in gateway.trustedProxies.",
  firstAction: {
    label: "Look at the trusted proxies",
    command: "openclaw config get gateway.trustedProxies",
    risk: "read",
  },
  suppresses: ["websocket-upgrade-rejected"],
  sources: ["openclaw 2026.9.6"],
  signals: [{ match: "Proxy client attribution is required" }, { match: /\bproxy_attribution_required\b/ }],
  reasons: ["proxy-attribution-required"],
});
