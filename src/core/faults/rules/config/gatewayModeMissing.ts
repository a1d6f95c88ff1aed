import { known, mapFact } from "../../../model/fact.ts";
import { both } from "../../needs/both.ts";
import { listenersFact } from "../../needs/rungFacts.ts";
import { configLocation, readableConfig } from "../../needs/targetConfig.ts";
import { defineRule } from "../../rule.ts";

export const gatewayModeMissing = defineRule({
  id: "gateway-mode-missing",
  layer: "config",
  severity: "error",
  title: "The gateway has no mode: it was never set up or the config was lost",
  meaning:
    "Without gateway.mode a gateway refuses to start (exit code 78). A file that lost it was mostly overwritten by an interrupted set-up.",
  firstAction: {
    label: "Set the mode, or restore a copy of the file",
    command: "openclaw config set gateway.mode local",
    risk: "soft",
  },
  explains: "supervisor",
  suppresses: [
    "gateway-unreachable",
    "gateway-starting",
    "service-crash-loop",
    "service-start-limit-hit",
    "container-restart-loop",
  ],
  sources: ["openclaw#64419", "openclaw#126920"],
  signals: [
    { match: "existing config is missing gateway.mode", recoveredBy: /\[gateway\] ready\b/ },
    { match: "set gateway.mode=local (current: unset)", recoveredBy: /\[gateway\] ready\b/ },
    { match: "Missing config. Run `openclaw setup`", recoveredBy: /\[gateway\] ready\b/ },
  ],
  needs: {
    config: readableConfig,
    // A gateway may run without a mode (--allow-unconfigured), so only its absence makes a fault of it.
    isDown: (scene) => {
      const config = readableConfig(scene);
      if (!config.known || config.value.mode !== null) return mapFact(config, () => false);
      if (scene.ladder === null) return known(false, config.evidence);
      return mapFact(both(config, listenersFact(scene)), ([, { holder }]) => holder !== "target-gateway");
    },
  },
  find({ config, isDown }, scene) {
    if (config.mode !== null) return null;
    // A file that is there and has no mode blocks the next start also of a gateway that runs.
    if (!config.exists && !isDown) return null;
    if (!config.exists) {
      return {
        confidence: "confirmed",
        explanation: `There is no ${config.path}, so a gateway refuses to start here.`,
        location: { ...configLocation(scene, config, ""), line: null },
        firstAction: { label: "Set the gateway up", command: "openclaw setup", risk: "soft" },
      };
    }
    const what = isDown
      ? "The gateway refuses to start with it"
      : scene.ladder === null
        ? "A gateway refuses to start with it"
        : "The gateway that runs does not start again with it";
    return {
      confidence: "confirmed",
      explanation: `${config.path} has no gateway.mode. ${what} (exit code 78).`,
      location: configLocation(scene, config, "gateway"),
    };
  },
});
