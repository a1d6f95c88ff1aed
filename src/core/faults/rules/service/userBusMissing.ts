import { known, mapFact, unknown, type Fact } from "../../../model/fact.ts";
import { both } from "../../needs/both.ts";
import { ownUnits } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";
import { instanceFact } from "../../needs/rungFacts.ts";

/** The user unit that nobody can reach for want of a bus; null where there is none or the bus is there. */
function unreachableUnit(scene: Scene): Fact<string | null> {
  const units = mapFact(ownUnits(scene), (all) => all.find(({ kind }) => kind === "systemd-user") ?? null);
  if (!units.known || units.value === null) return mapFact(units, () => null);
  const joined = both(units, instanceFact(scene));
  if (!joined.known) return joined;
  const [unit, { hasSystemd, userBus }] = joined.value;
  if (!hasSystemd) return known(null, joined.evidence);
  if (userBus === null) return unknown("whether the user bus exists cannot be seen", joined.evidence);
  return known(userBus ? null : (unit?.name ?? null), joined.evidence);
}

export const userBusMissing = defineRule({
  id: "user-bus-missing",
  layer: "service",
  severity: "error",
  title: "The systemd user bus is missing",
  meaning:
    "The socket of the user's service manager was not created. systemctl --user cannot reach it, and OpenClaw reports that as missing systemctl; a running gateway is not touched.",
  firstAction: {
    label: "Restart the user manager",
    command: "sudo systemctl restart user@$(id -u).service",
    risk: "disruptive",
  },
  explains: "instance",
  suppresses: ["gateway-unreachable", "probe-contradiction"],
  sources: ["openclaw#7168", "openclaw#68380", "openclaw#69695", "openclaw PR #137654"],
  signals: [
    { match: "Failed to connect to bus: No such file or directory" },
    { match: "Failed to connect to user scope bus" },
    { match: "Failed to connect to bus: No medium found" },
    { match: "Failed to connect to bus: 找不到介质" },
    { match: "systemctl not available; systemd user services are required on Linux." },
  ],
  needs: { unit: unreachableUnit },
  find({ unit }) {
    if (unit === null) return null;
    return {
      confidence: "confirmed",
      explanation: `There is no user bus socket, so systemctl --user cannot reach ${unit}. Whether the gateway itself runs is told by its port, not by systemctl.`,
    };
  },
});
