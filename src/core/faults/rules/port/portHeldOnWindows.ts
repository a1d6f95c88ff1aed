import { placeName } from "../../../edges/barrierText.ts";
import { windowsNetwork } from "../../../model/ids.ts";
import type { ListenerOwner } from "../../../model/listener.ts";
import { networkOf } from "../../../probe/targetGateway.ts";
import { beyondIpv4 } from "../../needs/beyondNetwork.ts";
import { listenersFact } from "../../needs/rungFacts.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";
import { ownerWords } from "../../words.ts";

export const portHeldOnWindows = defineRule({
  id: "port-held-on-windows",
  layer: "port",
  severity: "error",
  title: "The port is held by a Windows program",
  meaning:
    "A program of Windows listens on the gateway's port. WSL then cannot relay it in NAT mode, and in mirrored mode the gateway cannot listen at all.",
  firstAction: { label: "See who owns the port on Windows", command: "netstat -ano", risk: "read" },
  explains: "listeners",
  suppresses: [
    "gateway-unreachable",
    "port-in-use",
    "spa-page-not-health",
    "websocket-upgrade-rejected",
    "handshake-timeout",
    "service-crash-loop",
    "service-running-port-free",
    "service-start-limit-hit",
    "probe-contradiction",
  ],
  sources: ["microsoft/WSL src/windows/wslrelay", "openclaw 2026.9.6"],
  needs: { beyond: beyondIpv4, port: listenersFact },
  find({ beyond, port }, scene) {
    const { snapshot, target } = scene;
    const owners =
      beyond?.barrier.reason === "port-held"
        ? beyond.barrier.owners
        : port.holder === "foreign"
          ? onWindowsOnly(
              scene,
              port.onPort.flatMap(({ owner }) => owner ?? []),
            )
          : [];
    const [first] = owners;
    if (first === undefined || target === null) return null;
    const name = placeName(snapshot, beyond?.gateway.namespace ?? target.namespace);
    const consequence =
      beyond === null
        ? `${name} shares Windows' loopback, so its gateway cannot listen there while it runs.`
        : `The gateway in ${name} listens on its own network, and WSL cannot relay it to 127.0.0.1 of Windows.`;
    return {
      confidence: "confirmed",
      explanation: `Port ${target.port} of Windows belongs to ${owners.map(ownerWords).join("; ")}. ${consequence}`,
      firstAction: {
        label: "See what the program is; stop it yourself or give the gateway another port",
        command: `tasklist /FI "PID eq ${first.pid}" /V`,
        risk: "read",
      },
    };
  },
});

/** In mirrored mode the sockets of Windows and of the instances stand in one list; an instance's owner says whose it is. */
function onWindowsOnly(
  { snapshot, target }: Scene,
  owners: readonly ListenerOwner[],
): readonly ListenerOwner[] {
  const isShared =
    target !== null &&
    target.namespace !== "windows" &&
    networkOf(snapshot, target.namespace) === windowsNetwork;
  return isShared ? owners.filter(({ namespace }) => namespace === undefined) : [];
}
