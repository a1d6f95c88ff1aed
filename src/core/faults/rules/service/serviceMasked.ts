import { targetUnit } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";
import { systemctl } from "../../words.ts";
import { listenersFact } from "../../needs/rungFacts.ts";

export const serviceMasked = defineRule({
  id: "service-masked",
  layer: "service",
  severity: "error",
  title: "The gateway's service is masked, so nothing can start it",
  meaning: "A masked unit is linked to /dev/null. systemd refuses every start of it until it is unmasked.",
  firstAction: {
    label: "Unmask the unit, then start it",
    command: "systemctl --user unmask openclaw-gateway.service",
    risk: "soft",
  },
  explains: "supervisor",
  suppresses: ["gateway-unreachable"],
  sources: ["systemctl(1), mask"],
  signals: [{ match: /Unit \S*openclaw-gateway\S* is masked/ }],
  needs: { unit: targetUnit, port: listenersFact },
  find({ unit, port }) {
    // Masking a unit while the gateway runs in another way is a choice.
    if (unit === null || unit.state.load !== "masked" || port.holder !== "nobody") return null;
    return {
      confidence: "confirmed",
      explanation: `${unit.name} is masked and no gateway runs beside it. systemd refuses to start the unit until it is unmasked.`,
      firstAction: {
        label: "Unmask the unit, then start it",
        command: systemctl(unit, "unmask"),
        risk: "soft",
      },
    };
  },
});
