import { assertNever } from "../../../base/assertNever.ts";
import type { Barrier } from "../../../edges/barrier.ts";
import { barrierText, placeName, sidesOf } from "../../../edges/barrierText.ts";
import { hostPort } from "../../../edges/loopback.ts";
import type { FirstAction } from "../../../model/finding.ts";
import { beyondNetwork } from "../../needs/beyondNetwork.ts";
import { defineRule } from "../../rule.ts";
import { address, fromHere } from "../../words.ts";

const look: FirstAction = {
  label: "See which network the gateway listens in",
  command: "gateway-lens topology",
  risk: "read",
};

export const gatewayInOtherNetwork = defineRule({
  id: "gateway-in-other-network",
  layer: "network",
  severity: "error",
  title: "The gateway listens in another network than the one that is asked",
  meaning:
    "Windows and WSL each have a 127.0.0.1 of their own. The gateway listens on one of them, and nothing leads there from the other.",
  firstAction: look,
  explains: "tcp",
  suppresses: ["gateway-unreachable", "probe-contradiction"],
  sources: ["microsoft/WSL#4851", "microsoft/WSL#5978"],
  needs: { beyond: beyondNetwork },
  find({ beyond }, scene) {
    const action = beyond === null ? null : actionFor(beyond.barrier, beyond.gateway.port);
    if (beyond === null || action === null) return null;
    const { gateway, barrier } = beyond;
    const name = placeName(scene.snapshot, gateway.namespace);
    return {
      confidence: scene.ladder === null ? "matched" : "confirmed",
      explanation: `The gateway runs in ${name} and does not answer at ${address(scene)} ${fromHere(scene)}. ${barrierText(barrier, sidesOf(scene.snapshot, gateway))}`,
      firstAction: action,
    };
  },
});

/** Null for what is a fault of the relay, or of another program. */
function actionFor(barrier: Barrier, port: number): FirstAction | null {
  switch (barrier.reason) {
    case "other-family":
      return {
        label: `Use ${hostPort(barrier.host, port)}, or let the gateway listen on 127.0.0.1`,
        command: `gateway-lens probe --target ws://${hostPort(barrier.host, port)}`,
        risk: "read",
      };
    case "address-not-relayed":
      return {
        label: "Let the gateway listen on loopback (gateway.bind)",
        command: null,
        risk: "disruptive",
      };
    case "mode-without-relay":
      return {
        label: "Run the client inside the instance, or use a networking mode that leads there",
        command: null,
        risk: "read",
      };
    case "windows-loopback":
      return { label: "Run the client on Windows, where the gateway is", command: null, risk: "read" };
    case "relay-off":
    case "relay-missing":
    case "port-held":
    case "not-known":
      return null;
    default:
      return assertNever(barrier);
  }
}
