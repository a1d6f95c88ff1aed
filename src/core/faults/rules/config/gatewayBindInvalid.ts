import { configLocation, targetConfig } from "../../needs/targetConfig.ts";
import { defineRule } from "../../rule.ts";

const modes = new Set(["auto", "lan", "loopback", "custom", "tailnet"]);

export const gatewayBindInvalid = defineRule({
  id: "gateway-bind-invalid",
  layer: "config",
  severity: "error",
  title: "gateway.bind is not one of auto, lan, loopback, custom, tailnet",
  meaning: "gateway.bind takes the name of a mode. An address such as 0.0.0.0 is refused.",
  firstAction: {
    label: "Use a bind mode",
    command: "openclaw config set gateway.bind loopback",
    risk: "soft",
  },
  explains: "supervisor",
  suppresses: ["config-invalid", "gateway-unreachable", "service-crash-loop", "service-start-limit-hit"],
  sources: ["openclaw#15708", "openclaw#9275"],
  signals: [{ match: /gateway\.bind: Invalid (?:input|option|value)/, recoveredBy: /\[gateway\] ready\b/ }],
  needs: { config: targetConfig },
  find({ config }, scene) {
    // With other problems beside it, config-invalid tells them all.
    if (config.problems.some(({ path }) => path !== "gateway.bind")) return null;
    const isRefused = config.problems.length > 0;
    if (!isRefused && (config.bind === null || modes.has(config.bind))) return null;
    const location = configLocation(scene, config, "gateway.bind");
    const line = location.line ?? config.problems[0]?.line ?? null;
    return {
      confidence: "confirmed",
      explanation: `${config.path} says gateway.bind ${config.bind === null ? "with a value that is no mode" : `"${config.bind}"`}. The gateway does not start with it.`,
      location: { ...location, line },
    };
  },
});
