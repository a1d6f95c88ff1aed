import { targetTokens, tokenLocation } from "../../needs/targetTokens.ts";
import { defineRule } from "../../rule.ts";
import { sourceName } from "../../../probe/credential.ts";

export const redactedTokenPasted = defineRule({
  id: "redacted-token-pasted",
  layer: "config",
  severity: "error",
  title: "The stored gateway token is a redaction placeholder",
  meaning:
    "OpenClaw prints a placeholder instead of a secret. Somebody pasted that placeholder back as the token.",
  firstAction: {
    label: "Store the real token, or make a new one",
    command: "openclaw doctor --generate-gateway-token",
    risk: "soft",
  },
  explains: "supervisor",
  suppresses: [
    "gateway-token-mismatch",
    "gateway-token-missing",
    "gateway-unreachable",
    "service-crash-loop",
    "service-start-limit-hit",
  ],
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: "gateway credential is a redaction sentinel" },
    { match: /Gateway auth (?:token|password) is a known redaction sentinel/ },
  ],
  needs: { tokens: targetTokens },
  find({ tokens }, scene) {
    // The value itself never gets here: whoever read it says what it is.
    const source = tokens.all.find(
      ({ role, state, reason }) =>
        role === "server" && state !== "shadowed" && /\bplaceholder\b/.test(reason),
    );
    if (source === undefined) return null;
    return {
      confidence: "confirmed",
      explanation: `The ${source.credential} of ${sourceName(source.location)} is the placeholder that OpenClaw prints instead of a secret. The gateway refuses it.`,
      location: tokenLocation(scene, source),
    };
  },
});
