import { ownersOf } from "../../needs/portHolder.ts";
import { targetUnit } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";
import { ownerWords } from "../../words.ts";
import { listenersFact } from "../../needs/rungFacts.ts";

export const portOwnerNotServicePid = defineRule({
  id: "port-owner-not-service-pid",
  layer: "port",
  severity: "warning",
  title: "The process that listens is not the service's process",
  meaning:
    "The service runs, but the port belongs to another gateway process, mostly one left over from an earlier start or started by hand.",
  firstAction: { label: "Look at both processes", command: "gateway-lens topology", risk: "read" },
  explains: "listeners",
  suppresses: ["service-crash-loop", "probe-contradiction"],
  sources: ["openclaw 2026.9.6"],
  signals: [{ match: "Gateway runtime PID does not own the listening port" }],
  needs: { unit: targetUnit, port: listenersFact },
  find({ unit, port }) {
    const mainPid = unit?.state.mainPid ?? null;
    if (unit === null || mainPid === null || unit.state.active !== "active") return null;
    if (port.holder !== "target-gateway" && port.holder !== "other-gateway") return null;
    const owners = ownersOf(port);
    if (owners.length === 0 || owners.some(({ pid, unit: name }) => pid === mainPid || name === unit.name))
      return null;
    return {
      confidence: "confirmed",
      explanation: `${unit.name} runs as pid ${mainPid}. The port belongs to ${owners.map(ownerWords).join("; ")}.`,
      firstAction: {
        label: "Look at both processes",
        command: `ps -o pid,ppid,lstart,args -p ${[mainPid, ...owners.map(({ pid }) => pid)].join(",")}`,
        risk: "read",
      },
    };
  },
});
