import { defineRule } from "../../rule.ts";
import { address } from "../../words.ts";
import { wsHandshakeFact } from "../../needs/rungFacts.ts";

export const websocketUpgradeRejected = defineRule({
  id: "websocket-upgrade-rejected",
  layer: "network",
  severity: "error",
  title: "Something answers, but refuses the WebSocket upgrade",
  meaning:
    "A proxy without upgrade headers, an end of TLS in between, or a program that is no gateway answers at the address.",
  firstAction: {
    label: "Check the proxy and the owner of the port",
    command: "gateway-lens topology",
    risk: "read",
  },
  explains: "ws-handshake",
  suppresses: ["probe-contradiction"],
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: "gateway rejected websocket upgrade" },
    { match: "websocket-upgrade-rejected" },
    { match: /Unexpected server response: (?!101\b)\d{3}/ },
    {
      match:
        /curl [^\n]{0,300}[Uu]pgrade: ?websocket[^\n]{0,300}\n(?:[^\n]{0,200}\n){0,8}?HTTP\/1\.1 (?:400|426|502)\b/,
      isTyped: true,
    },
  ],
  needs: { handshake: wsHandshakeFact },
  find({ handshake: { failure } }, scene) {
    if (failure?.reason !== "upgrade-rejected") return null;
    return {
      confidence: "confirmed",
      explanation: `${address(scene)} answers the WebSocket upgrade with HTTP ${failure.status} instead of 101.`,
    };
  },
});
