import { mapFact, unknown, known, type Fact } from "../../../model/fact.ts";
import type { Scene } from "../../scene.ts";
import { ownUnits } from "../../needs/targetService.ts";
import { both } from "../../needs/both.ts";
import { defineRule } from "../../rule.ts";
import { instanceFact } from "../../needs/rungFacts.ts";

/** The user unit that ends with its user's last session; null where there is none or it lingers. */
function unlingered(scene: Scene): Fact<string | null> {
  const units = mapFact(ownUnits(scene), (all) => all.find(({ kind }) => kind === "systemd-user") ?? null);
  if (!units.known || units.value === null) return mapFact(units, () => null);
  const joined = both(units, instanceFact(scene));
  if (!joined.known) return joined;
  const [unit, { linger }] = joined.value;
  if (linger === null) return unknown("whether lingering is on cannot be seen", joined.evidence);
  return known(linger ? null : (unit?.name ?? null), joined.evidence);
}

export const lingerDisabled = defineRule({
  id: "linger-disabled",
  layer: "service",
  severity: "warning",
  title: "The gateway stops on log-out because lingering is off",
  meaning:
    "A user unit ends when the last session of its user ends, unless lingering is on for that user. After a reboot it waits for a log-in.",
  firstAction: { label: "Enable lingering", command: "sudo loginctl enable-linger $USER", risk: "soft" },
  explains: "doctor",
  sources: ["openclaw#224", "openclaw#17069"],
  signals: [
    { match: "Systemd lingering is disabled for" },
    { match: /^Linger=no\b/m },
    { match: /user@\d+\.service: Main process exited, code=killed/ },
  ],
  needs: { unit: unlingered },
  find({ unit }) {
    if (unit === null) return null;
    return {
      confidence: "confirmed",
      explanation: `${unit} is a user unit and lingering is off for its user: it stops at log-out and does not start at boot.`,
    };
  },
});
