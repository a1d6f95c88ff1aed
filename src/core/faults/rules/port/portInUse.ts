import { ownersOf, portHolder } from "../../needs/portHolder.ts";
import { httpLiveFact } from "../../needs/rungFacts.ts";
import { startIsOver } from "../../logFaultRule.ts";
import { defineRule } from "../../rule.ts";
import { ownerWords } from "../../words.ts";

export const portInUse = defineRule({
  id: "port-in-use",
  layer: "port",
  severity: "error",
  title: "The gateway port is in use by another program",
  meaning:
    'A program that is not a gateway listens on the port, so the gateway cannot. Its own message says "another gateway instance" also then.',
  firstAction: { label: "See who owns the port", command: "ss -ltnp", risk: "read" },
  explains: "listeners",
  suppresses: [
    "gateway-unreachable",
    "service-crash-loop",
    "service-running-port-free",
    "service-start-limit-hit",
    "spa-page-not-health",
    "websocket-upgrade-rejected",
    "handshake-timeout",
    "probe-contradiction",
  ],
  sources: ["openclaw 2026.9.6"],
  signals: [
    {
      // Status says so of the gateway's own socket, too, and names the owner below.
      match: /Port \d+ is already in use\.(?!\s{0,4}\n[^\n]{0,60}- pid \d+ \S{1,60} openclaw-gateway\b)/,
      recoveredBy: startIsOver,
    },
    { match: "Multiple listeners detected" },
    { match: "Another process is listening on this port." },
    { match: "SSH tunnel already bound to this port" },
    { match: /listen EADDRINUSE/, recoveredBy: startIsOver },
  ],
  needs: { port: portHolder },
  find({ port }, scene) {
    const number = scene.target?.port ?? port.onPort[0]?.port;
    if (port.holder === "foreign") {
      const strangers = ownersOf(port).filter(({ pid }) => pid !== port.gateway?.pid);
      const live = httpLiveFact(scene);
      const isImitation = live.known && live.value.answer === "live";
      const answer = isImitation ? " It answers as a gateway would; no credential was sent to it." : "";
      return {
        confidence: "confirmed",
        explanation: `Port ${number} belongs to ${strangers.map(ownerWords).join("; ")}. That is not a gateway, and the gateway cannot listen there while it runs.${answer}`,
        evidence: live.evidence,
        firstAction: {
          label: "See what the program is; stop it yourself or give the gateway another port",
          command: `ps -o pid,user,lstart,args -p ${strangers.map(({ pid }) => pid).join(",")}`,
          risk: "read",
        },
      };
    }
    const isGatewayLike = port.answer === "live" || port.answer === null;
    if (port.holder !== "unseen" || isGatewayLike || port.gateway !== null) return null;
    return {
      confidence: "suspected",
      explanation: `A program whose owner cannot be seen from here listens on port ${number} and does not answer as a gateway.`,
      firstAction: {
        label: "See who owns the port",
        command: `sudo ss -ltnp 'sport = :${number}'`,
        risk: "read",
      },
    };
  },
});
