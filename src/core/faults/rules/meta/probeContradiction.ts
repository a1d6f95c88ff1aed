import { known, type Fact } from "../../../model/fact.ts";
import { both } from "../../needs/both.ts";
import { authFact, cliGatewayStatusFact, tcpFact } from "../../needs/rungFacts.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";
import { address } from "../../words.ts";

/** What the direct probes say: nobody there, a log-in that works, or one that does not. */
function directView(scene: Scene): Fact<"down" | "accepted" | "refused"> {
  const connection = tcpFact(scene);
  if (!connection.known) return connection;
  const { ipv4, ipv6 } = connection.value;
  if (ipv4 !== "open" && ipv6 !== "open") return known("down", connection.evidence);
  const joined = both(connection, authFact(scene));
  if (!joined.known) return joined;
  return known(joined.value[1].accepted ? "accepted" : "refused", joined.evidence);
}

export const probeContradiction = defineRule({
  id: "probe-contradiction",
  layer: "meta",
  severity: "info",
  title: "Two probes of the same gateway contradict each other",
  meaning:
    "OpenClaw's own status and a direct connection differ, mostly in time limit, scope or credential. The direct one counts.",
  firstAction: { label: "See both results", command: "openclaw gateway status --json", risk: "read" },
  explains: "cli-gateway-status",
  sources: ["openclaw#78222", "openclaw#79515", "openclaw#86128"],
  needs: { cli: cliGatewayStatusFact, direct: directView },
  find({ cli, direct }, scene) {
    const port =
      cli.probeUrl === null ? cli.port : Number(/:(\d+)(?:\/|$)/.exec(cli.probeUrl)?.[1] ?? cli.port);
    if (port !== null && scene.target !== null && port !== scene.target.port) return null;
    if (cli.rpcOk === (direct === "accepted")) return null;
    const own = {
      down: "A direct connection is refused",
      accepted: "A direct log-in with the same token works",
      refused: "A direct log-in with the shared credential is refused",
    }[direct];
    const theirs = cli.rpcOk
      ? "reaches it"
      : `says ${cli.rpcError ?? cli.rpcFailureKind ?? "that it cannot be reached"}`;
    return {
      confidence: "confirmed",
      explanation: `${own} at ${address(scene)}. openclaw gateway status ${theirs}${cli.timedOut ? " (it ran out of time)" : ""}.`,
    };
  },
});
