import { differ, targetTokens, tokenLocation } from "../../needs/targetTokens.ts";
import { defineRule } from "../../rule.ts";
import { tokenWords } from "../../words.ts";

const unitKinds = new Set(["unit-env", "environment-file"]);

export const serviceTokenDrift = defineRule({
  id: "service-token-drift",
  layer: "service",
  severity: "warning",
  title: "The service carries another gateway token than the one in use",
  meaning:
    "A token is written into the unit or its environment file. After the next restart the gateway uses that one, and clients with the other are refused.",
  firstAction: {
    label: "Reinstall the service, which removes the embedded token",
    command: "openclaw gateway install --force",
    risk: "disruptive",
  },
  explains: "doctor",
  sources: ["openclaw#19410", "openclaw#17223", "openclaw#77406"],
  signals: [
    { match: "Config token differs from service token" },
    { match: "Gateway service embeds OPENCLAW_GATEWAY_TOKEN" },
    { match: /^Environment="?OPENCLAW_GATEWAY_TOKEN=\S/m },
  ],
  needs: { tokens: targetTokens },
  find({ tokens: { now, next, client } }, scene) {
    if (next === null || !unitKinds.has(next.kind)) return null;
    const other = [now, client].find((source) => differ(next, source));
    if (other === undefined || other === null) return null;
    const who = other === now ? "The gateway runs with" : "Clients here send";
    return {
      confidence: "confirmed",
      explanation: `${who} the ${other.credential} of ${tokenWords(other)}. After its next start the service uses the one of ${tokenWords(next)}.`,
      location: tokenLocation(scene, next),
    };
  },
});
