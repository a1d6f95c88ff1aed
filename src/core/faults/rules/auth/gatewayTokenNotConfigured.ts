import { placeId } from "../../needs/place.ts";
import { targetTokens } from "../../needs/targetTokens.ts";
import { configOf } from "../../../probe/targetGateway.ts";
import { defineRule } from "../../rule.ts";

export const gatewayTokenNotConfigured = defineRule({
  id: "gateway-token-not-configured",
  layer: "auth",
  severity: "error",
  title: "The gateway has no token configured",
  meaning:
    "The gateway found no token at its start and made one up. Nobody else knows it, and the next start makes up another.",
  firstAction: {
    label: "Store a token in the configuration",
    command: "openclaw doctor --generate-gateway-token",
    risk: "soft",
  },
  explains: "auth",
  suppresses: [
    "device-identity-required",
    "gateway-token-missing",
    "gateway-token-mismatch",
    "probe-contradiction",
  ],
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: "gateway token not configured on gateway" },
    { match: "Gateway auth is set to token, but no token is configured." },
    { match: "auth token was missing. Generated a runtime token" },
  ],
  needs: { tokens: targetTokens },
  find({ tokens: { now } }, scene) {
    if (now?.kind !== "generated") return null;
    const file = configOf(scene.snapshot, placeId(scene))?.path;
    return {
      confidence: "confirmed",
      explanation:
        "The running gateway found no token in any of its sources and made one up for this run. Only the command line of its own state directory can log in, with its device token.",
      location: file === undefined ? null : { namespace: placeId(scene), file, line: null },
    };
  },
});
