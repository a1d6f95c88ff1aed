import { withMore } from "../../needs/both.ts";
import { defineRule } from "../../rule.ts";
import { address } from "../../words.ts";
import { authFact, wsHandshakeFact } from "../../needs/rungFacts.ts";

export const handshakeTimeout = defineRule({
  id: "handshake-timeout",
  layer: "network",
  severity: "warning",
  title: "A connection was closed because no connect frame arrived in time",
  meaning:
    "The gateway waits 15 seconds for the first frame and then closes with 1000 and no reason. The client speaks something else, or one side is too slow.",
  firstAction: { label: "Check the client and the load of the gateway", command: null, risk: "read" },
  explains: "ws-handshake",
  sources: ["openclaw#73631", "openclaw 2026.9.6"],
  signals: [
    { match: "cause=handshake-timeout" },
    { match: /\bhandshake timeout conn=/ },
    { match: /connect\.challenge[^\n]{0,600}\n\+1[45]\d{3} ms close \{"code": 1000, "reason": ""\}/ },
  ],
  needs: {
    handshake: (scene) => withMore(wsHandshakeFact(scene), authFact(scene)),
  },
  find({ handshake: [opened, tried] }, scene) {
    if (opened.failure?.reason === "no-challenge") {
      return {
        confidence: "confirmed",
        explanation: `${address(scene)} opens the WebSocket and sends no challenge in 7 seconds. A gateway sends it at once.`,
      };
    }
    if (tried?.failure?.reason !== "handshake-timeout") return null;
    return {
      confidence: "confirmed",
      explanation: `The gateway at ${address(scene)} closed the connection before the connect frame was answered.`,
    };
  },
});
