import { placeOf } from "../../needs/place.ts";
import { ownersOf } from "../../needs/portHolder.ts";
import { defineRule } from "../../rule.ts";
import { address } from "../../words.ts";
import { httpLiveFact, listenersFact } from "../../needs/rungFacts.ts";

export const gatewayUnresponsive = defineRule({
  id: "gateway-unresponsive",
  layer: "network",
  severity: "error",
  title: "The gateway is there but does not answer",
  meaning:
    "The kernel accepts connections for a process that does nothing with them: it is stopped (SIGSTOP, a debugger) or so busy that it does not get to it.",
  firstAction: {
    label: "Look at the process",
    command: "ps -o pid,stat,etime,pcpu,args -C node",
    risk: "read",
  },
  explains: "http-live",
  suppresses: ["gateway-unreachable", "handshake-timeout", "probe-contradiction", "event-loop-starved"],
  sources: ["openclaw 2026.9.6"],
  needs: { port: listenersFact, live: httpLiveFact },
  find({ port, live }, scene) {
    if (live.answer !== "silent") return null;
    if (port.holder !== "target-gateway" && port.holder !== "other-gateway") return null;
    const pid = port.gateway?.pid ?? ownersOf(port)[0]?.pid ?? null;
    const isStopped = placeOf(scene)?.supervisors.some(
      ({ state }) => state?.mainPid === pid && state?.sub === "stopped",
    );
    const process = pid === null ? "its process" : `pid ${pid}`;
    const explanation = `The gateway (${process}) accepts connections at ${address(scene)} and does not answer /healthz in 3 seconds.`;
    if (pid !== null && isStopped === true) {
      return {
        confidence: "confirmed",
        explanation: `${explanation} The process is stopped by a signal.`,
        firstAction: { label: "Let the process go on", command: `kill -CONT ${pid}`, risk: "soft" },
      };
    }
    return {
      confidence: "confirmed",
      explanation,
      ...(pid === null
        ? {}
        : {
            firstAction: {
              label: "See whether it is stopped (T) or busy (R), then restart it",
              command: `ps -o pid,stat,etime,pcpu,args -p ${pid}`,
              risk: "read",
            } as const,
          }),
    };
  },
});
