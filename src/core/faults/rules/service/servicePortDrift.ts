import { readableConfig } from "../../needs/targetConfig.ts";
import { ownUnits } from "../../needs/targetService.ts";
import { placeId } from "../../needs/place.ts";
import { defineRule } from "../../rule.ts";

export const servicePortDrift = defineRule({
  id: "service-port-drift",
  layer: "service",
  severity: "warning",
  title: "The service uses another port than the configuration",
  meaning:
    "The unit pins the port that was configured when it was installed. Clients follow the configuration and look at another port.",
  firstAction: {
    label: "Reinstall the service",
    command: "openclaw gateway install --force",
    risk: "disruptive",
  },
  explains: "listeners",
  sources: ["openclaw 2026.9.6"],
  signals: [
    { match: "Gateway service port does not match current gateway config." },
    { match: "gateway-port-mismatch" },
  ],
  needs: { config: readableConfig, units: ownUnits },
  find({ config, units }, scene) {
    const wanted = config.configuredPort;
    const unit = units.find(({ port }) => port !== null && port !== wanted);
    if (wanted === null || unit === undefined || units.some(({ port }) => port === wanted)) return null;
    const file = unit.files[0];
    return {
      confidence: "confirmed",
      explanation: `${unit.name} starts the gateway on port ${unit.port}. ${config.path} says gateway.port ${wanted}, which clients here use.`,
      location: file === undefined ? null : { namespace: placeId(scene), file, line: null },
    };
  },
});
