import { targetUnit, type SystemdUnit } from "../../needs/targetService.ts";
import type { FirstAction } from "../../../model/finding.ts";
import { startIsOver } from "../../logFaultRule.ts";
import { defineRule } from "../../rule.ts";
import { address, fromHere, journalOf, stateWords, systemctl } from "../../words.ts";
import { tcpFact } from "../../needs/rungFacts.ts";

const start: FirstAction = {
  label: "Start the gateway",
  command: "openclaw gateway start",
  risk: "soft",
};

export const gatewayUnreachable = defineRule({
  id: "gateway-unreachable",
  layer: "network",
  severity: "error",
  title: "Nobody answers on the gateway address",
  meaning:
    "Nothing listens at the address that the client uses: the gateway does not run there, or runs in another network.",
  firstAction: start,
  explains: "tcp",
  sources: ["openclaw 2026.9.6"],
  signals: [
    // Many programs are refused somewhere: it is the gateway's port, or what stands before speaks of the gateway.
    { match: /connect ECONNREFUSED 127\.0\.0\.1:(?:187[89]\d|19001)\b/, recoveredBy: startIsOver },
    {
      match:
        /connect ECONNREFUSED 127\.0\.0\.1:\d+(?<=(?:[Pp]robe target|[Pp]robe: failed|[Gg]ateway target|gateway connect failed)[\s\S]{0,200}ECONNREFUSED \S{1,24})/,
      recoveredBy: startIsOver,
    },
    { match: "Gateway not reachable at" },
    { match: "No gateway answered any probe" },
    { match: /\bGateway\s+│[^\n]{0,120}· unreachable \((?!missing scope)/ },
  ],
  needs: { connection: tcpFact },
  find({ connection }, scene) {
    const isV6 = scene.target?.host.includes(":") === true;
    const state = isV6 ? connection.ipv6 : connection.ipv4;
    if (state === "open" || state === "not-asked") return null;
    const how =
      state === "refused"
        ? "the connection is refused"
        : state === "timed-out"
          ? "no answer"
          : connection.detail;
    const unit = targetUnit(scene);
    return {
      confidence: "confirmed",
      explanation: [
        `The gateway does not answer at ${address(scene)} ${fromHere(scene)} (${how}).`,
        ...otherFamily(isV6 ? connection.ipv4 : connection.ipv6, isV6),
        unit.known ? unitWords(unit.value) : `The state of its service is not known (${unit.reason}).`,
      ].join(" "),
      firstAction: unit.known ? actionFor(unit.value) : start,
      evidence: unit.evidence,
    };
  },
});

function otherFamily(state: string, isV6: boolean): readonly string[] {
  return state === "open" ? [`Something does answer on ${isV6 ? "127.0.0.1" : "::1"}.`] : [];
}

function unitWords(unit: SystemdUnit | null): string {
  if (unit === null) return "No service is installed for it.";
  if (unit.state.load === "not-found") return `${unit.name} is not loaded by systemd.`;
  return `${unit.name} is ${stateWords(unit.state)}.`;
}

function actionFor(unit: SystemdUnit | null): FirstAction {
  if (unit === null) return { label: "Start the gateway", command: "openclaw gateway run", risk: "soft" };
  if (unit.state.active === "failed") {
    return { label: "Read why it failed, then start it", command: journalOf(unit), risk: "read" };
  }
  return { label: "Start the gateway", command: systemctl(unit, "start"), risk: "soft" };
}
