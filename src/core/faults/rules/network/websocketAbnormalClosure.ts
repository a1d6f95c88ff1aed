import { withMore } from "../../needs/both.ts";
import { defineRule } from "../../rule.ts";
import { address } from "../../words.ts";
import { authFact, wsHandshakeFact } from "../../needs/rungFacts.ts";

export const websocketAbnormalClosure = defineRule({
  id: "websocket-abnormal-closure",
  layer: "network",
  severity: "warning",
  title: "The connection broke without a close frame (1006)",
  meaning:
    "1006 is transport: the wrong host or namespace, a relay, or a crash. It never says anything about tokens or pairing.",
  firstAction: {
    label: "Check the transport from the client's own namespace",
    command: "gateway-lens probe --quick",
    risk: "read",
  },
  explains: "ws-handshake",
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: "1006 abnormal closure (no close frame)" },
    { match: /close \{"code": 1006\b/ },
    { match: /gateway closed \(1006\b/ },
    { match: "no close frame received or sent" },
  ],
  needs: { handshake: (scene) => withMore(wsHandshakeFact(scene), authFact(scene)) },
  find({ handshake: [opened, tried] }, scene) {
    const isOpening = opened.failure?.reason === "closed" && opened.failure.close.code === 1006;
    if (!isOpening && tried?.failure?.reason !== "abnormal-closure") return null;
    return {
      confidence: "confirmed",
      explanation: `${address(scene)} ${isOpening ? "opens the WebSocket and drops it" : "drops the connection during the log-in"} without a close frame (1006). That is transport, not authentication.`,
    };
  },
});
