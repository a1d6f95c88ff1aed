import { barrierText, placeName, sidesOf } from "../../../edges/barrierText.ts";
import type { FirstAction } from "../../../model/finding.ts";
import { beyondNetwork, type BeyondNetwork } from "../../needs/beyondNetwork.ts";
import { defineRule } from "../../rule.ts";
import { address, fromHere } from "../../words.ts";

const restart: FirstAction = {
  label: "Restart the instance, which also starts its relay anew",
  command: null,
  risk: "disruptive",
};

export const windowsLocalhostRelayDown = defineRule({
  id: "windows-localhost-relay-down",
  layer: "wsl",
  severity: "error",
  title: "The gateway answers inside the instance, but Windows' localhost does not lead there",
  meaning:
    "WSL instances have a loopback of their own. In NAT mode wslrelay.exe opens their ports on Windows' loopback; here it does not.",
  firstAction: restart,
  explains: "tcp",
  suppresses: ["gateway-unreachable", "probe-contradiction"],
  sources: ["openclaw#22445", "openclaw#96023", "microsoft/WSL#41196"],
  signals: [
    { match: "Failed to launch the localhost relay process" },
    {
      // Refused on Windows after the same port has answered inside.
      match: /SocketException \(10061\)(?<=127\.0\.0\.1:187[89]\d\/?[^\n]{0,40}\n200\n[\s\S]{0,2000})/,
    },
  ],
  needs: { beyond: beyondNetwork },
  find({ beyond }, scene) {
    if (beyond === null) return null;
    const { gateway, barrier } = beyond;
    if (barrier.reason !== "relay-off" && barrier.reason !== "relay-missing") return null;
    const name = placeName(scene.snapshot, gateway.namespace);
    return {
      confidence: scene.ladder === null ? "matched" : "confirmed",
      explanation: `The gateway runs in ${name} and does not answer at ${address(scene)} ${fromHere(scene)}. ${barrierText(barrier, sidesOf(scene.snapshot, gateway))}`,
      location:
        barrier.reason === "relay-off"
          ? { namespace: "windows", file: barrier.file, line: barrier.line }
          : null,
      firstAction: actionFor(beyond, name),
    };
  },
});

function actionFor({ barrier }: BeyondNetwork, name: string): FirstAction {
  if (barrier.reason === "relay-off") {
    return {
      label: `Set localhostForwarding to true in ${barrier.file}; WSL reads it when its virtual machine starts next`,
      command: null,
      risk: "disruptive",
    };
  }
  return { ...restart, command: `wsl.exe --terminate ${name}` };
}
