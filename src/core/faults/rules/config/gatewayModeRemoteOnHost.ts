import { configLocation, readableConfig } from "../../needs/targetConfig.ts";
import { ownUnits } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";

export const gatewayModeRemoteOnHost = defineRule({
  id: "gateway-mode-remote-on-host",
  layer: "config",
  severity: "error",
  title: "This host is configured as a remote client, not as a gateway",
  meaning: "With gateway.mode=remote this machine is a client of a gateway elsewhere, and none starts here.",
  firstAction: {
    label: "Set gateway.mode=local if this is the gateway's host",
    command: "openclaw config set gateway.mode local",
    risk: "soft",
  },
  explains: "supervisor",
  suppresses: ["gateway-unreachable", "service-crash-loop", "service-start-limit-hit"],
  sources: ["openclaw 2026.9.6"],
  signals: [{ match: /set gateway\.mode=local \(current: remote\)/, recoveredBy: /\[gateway\] ready\b/ }],
  needs: { config: readableConfig, units: ownUnits },
  find({ config, units }, scene) {
    const [unit] = units;
    if (config.mode !== "remote" || unit === undefined) return null;
    return {
      confidence: "confirmed",
      explanation: `${config.path} says gateway.mode "remote", and ${unit.name} is installed to run a gateway here. The gateway refuses to start in that mode.`,
      location: configLocation(scene, config, "gateway.mode"),
    };
  },
});
