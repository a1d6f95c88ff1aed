import { targetTokens } from "../../needs/targetTokens.ts";
import { authFact } from "../../needs/rungFacts.ts";
import { known, mapFact, unknown, type Fact } from "../../../model/fact.ts";
import { configOf } from "../../../probe/targetGateway.ts";
import { placeId } from "../../needs/place.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";
import { address, tokenWords } from "../../words.ts";

export const gatewayTokenMissing = defineRule({
  id: "gateway-token-missing",
  layer: "auth",
  severity: "error",
  title: "No gateway token was sent",
  meaning: "The gateway wants a token and the client has none to send.",
  firstAction: { label: "See which token each side has", command: "gateway-lens tokens", risk: "read" },
  explains: "auth",
  suppresses: ["device-identity-required"],
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: /"AUTH_TOKEN_MISSING"/ },
    { match: "unauthorized: gateway token missing" },
    { match: /\breason=token_missing\b/ },
  ],
  needs: {
    /** The source that clients lack, or the gateway's own complaint; null when they have something to send. */
    lack: (scene) => {
      const tried = authFact(scene);
      if (tried.known) {
        const { failure } = tried.value;
        const isMissing = failure?.reason === "token-missing" || failure?.reason === "password-missing";
        return mapFact(tried, () => (isMissing ? failure.detail : null));
      }
      const clients = clientConfig(scene);
      if (!clients.known) return clients;
      return mapFact(targetTokens(scene), ({ now, client }) => {
        const isOpen = configOf(scene.snapshot, placeId(scene))?.authMode === "none";
        if (isOpen || now === null || now.kind === "generated" || client !== null) return null;
        return `it was started with the ${now.credential} of ${tokenWords(now)}, and no client here has one`;
      });
    },
  },
  find({ lack }, scene) {
    if (lack === null) return null;
    return {
      confidence: "confirmed",
      explanation: `The gateway at ${address(scene)} wants a credential: ${lack}.`,
    };
  },
});

/** Clients in another namespace than the gateway's have a configuration of their own; without it nothing is told of them. */
function clientConfig(scene: Scene): Fact<unknown> {
  const { vantage, configs } = scene.snapshot;
  if (placeId(scene) === vantage) return known(null);
  return configs.get(vantage) ?? unknown(`the configuration of ${vantage} was not read`);
}
