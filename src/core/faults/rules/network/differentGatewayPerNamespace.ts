import { placeName } from "../../../edges/barrierText.ts";
import { networkOf } from "../../../probe/targetGateway.ts";
import { networksSeen } from "../../needs/beyondNetwork.ts";
import { defineRule } from "../../rule.ts";

export const differentGatewayPerNamespace = defineRule({
  id: "different-gateway-per-namespace",
  layer: "network",
  severity: "warning",
  title: "Two gateways answer at the same address, each in its own network",
  meaning:
    "Windows and WSL each have a 127.0.0.1. A gateway listens on both, so the same URL reaches another gateway from each side.",
  firstAction: { label: "See both gateways and choose one", command: "gateway-lens topology", risk: "read" },
  explains: "listeners",
  suppresses: ["port-held-on-windows"],
  sources: ["openclaw 2026.9.6"],
  needs: { networks: networksSeen },
  find({ networks }, { snapshot, target }) {
    if (networks < 2) return null;
    const { gateways } = snapshot;
    const pair = gateways.flatMap((one, index) =>
      gateways
        .slice(index + 1)
        .filter(
          (other) =>
            other.port === one.port &&
            networkOf(snapshot, other.namespace) !== networkOf(snapshot, one.namespace) &&
            (target === null || target.port === one.port),
        )
        .map((other) => [one, other] as const),
    )[0];
    if (pair === undefined) return null;
    const [one, other] = pair.map(({ namespace, version }) => {
      const release = version === null ? "" : ` (version ${version})`;
      return `${placeName(snapshot, namespace)}${release}`;
    });
    return {
      confidence: "confirmed",
      explanation: `Port ${pair[0].port} is a gateway's in ${one} and another gateway's in ${other}. Which one a client reaches depends on where it runs.`,
    };
  },
});
