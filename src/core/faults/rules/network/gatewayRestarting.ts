import { withMore } from "../../needs/both.ts";
import { defineRule } from "../../rule.ts";
import { address } from "../../words.ts";
import { authFact, httpReadyFact } from "../../needs/rungFacts.ts";

export const gatewayRestarting = defineRule({
  id: "gateway-restarting",
  layer: "network",
  severity: "info",
  title: "The gateway stops or restarts in order",
  meaning:
    "The gateway said good-bye to its clients (close code 1012) and ends or starts again. Nothing is broken.",
  firstAction: { label: "Wait, then connect again", command: "gateway-lens probe --quick", risk: "read" },
  explains: "http-ready",
  suppresses: ["handshake-timeout", "probe-contradiction", "channel-failing"],
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: /close \{"code": 1012\b/, recoveredBy: /"type": ?"hello-ok"/ },
    { match: /\bcode=1012\b|closed \(1012\b/, recoveredBy: /\[gateway\] ready\b/ },
    { match: /"reason": ?"gateway stopping"/, recoveredBy: /"type": ?"hello-ok"/ },
    { match: /"status": ?"draining"/, recoveredBy: /"status": ?"started"/ },
  ],
  needs: { ready: (scene) => withMore(httpReadyFact(scene), authFact(scene)) },
  find({ ready: [ready, tried] }, scene) {
    if (ready.startup === "draining") {
      return {
        confidence: "confirmed",
        explanation: `The gateway at ${address(scene)} says that it is draining: it finishes what it does and then stops.`,
      };
    }
    if (tried?.failure?.reason !== "restarting") return null;
    return {
      confidence: "confirmed",
      explanation: `The gateway at ${address(scene)} closed the connection with 1012: it restarts.`,
    };
  },
});
