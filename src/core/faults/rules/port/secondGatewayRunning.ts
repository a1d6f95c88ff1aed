import { known } from "../../../model/fact.ts";
import { readableConfig } from "../../needs/targetConfig.ts";
import { both } from "../../needs/both.ts";
import { ownersOf, portHolder } from "../../needs/portHolder.ts";
import { defineRule } from "../../rule.ts";
import { ownerWords } from "../../words.ts";

export const secondGatewayRunning = defineRule({
  id: "second-gateway-running",
  layer: "port",
  severity: "error",
  title: "Another OpenClaw gateway already runs",
  meaning: "Two gateways were started for one port or one state directory. Only the first can have it.",
  firstAction: { label: "Find both owners and keep one", command: "gateway-lens topology", risk: "read" },
  explains: "listeners",
  suppresses: [
    "gateway-unreachable",
    "port-in-use",
    "service-crash-loop",
    "service-start-limit-hit",
    "gateway-token-mismatch",
    "gateway-lock-held",
    "port-owner-not-service-pid",
  ],
  sources: ["openclaw#75115", "openclaw 2026.9.6"],
  signals: [
    { match: "existing gateway is healthy, exiting with code 78" },
    {
      // The same line stands in the status of a gateway that runs as it should.
      match:
        /another gateway instance is already listening[^\n]{0,300}\n(?:[^\n]{0,300}\n){0,5}?[^\n]{0,60}- pid \d+ \S{1,60}: openclaw-gateway\b/,
    },
  ],
  needs: {
    port: portHolder,
    // Only a port that nobody holds leaves the question open who owns the state directory.
    stateDir: (scene) => {
      const port = portHolder(scene);
      if (!port.known || port.value.holder !== "nobody") return known(null);
      const joined = both(port, readableConfig(scene));
      return joined.known ? known(joined.value[1].stateDir, joined.evidence) : joined;
    },
  },
  find({ port, stateDir }, { target }) {
    if (port.holder === "other-gateway") {
      const owner = ownersOf(port).map(ownerWords).join("; ");
      const dir = port.gateway?.stateDir ?? null;
      return {
        confidence: "confirmed",
        explanation: `Port ${target?.port} belongs to another gateway (${owner})${dir === null ? "" : `, which runs on ${dir}`}. The gateway of this configuration cannot listen there.`,
      };
    }
    const twin = port.otherGateways.find((each) => stateDir !== null && each.stateDir === stateDir);
    if (twin === undefined) return null;
    return {
      confidence: "confirmed",
      explanation: `A gateway${twin.pid === null ? "" : ` (pid ${twin.pid})`} runs on ${stateDir} already, at port ${twin.port}. One state directory takes one gateway, so none can start on port ${target?.port}.`,
    };
  },
});
