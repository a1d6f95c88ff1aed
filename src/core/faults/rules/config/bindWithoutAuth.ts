import { configLocation, readableConfig } from "../../needs/targetConfig.ts";
import { defineRule } from "../../rule.ts";

const open = new Set(["lan", "tailnet"]);

export const bindWithoutAuth = defineRule({
  id: "bind-without-auth",
  layer: "config",
  severity: "error",
  title: "The gateway refuses to listen beyond loopback without authentication",
  meaning:
    "gateway.bind reaches beyond this machine and gateway.auth.mode is none. The gateway refuses to start like that.",
  firstAction: {
    label: "Bind to loopback",
    command: "openclaw config set gateway.bind loopback",
    risk: "soft",
  },
  explains: "supervisor",
  suppresses: ["gateway-unreachable", "service-crash-loop", "service-start-limit-hit"],
  sources: ["openclaw#97970"],
  signals: [
    { match: /[Rr]efusing to bind gateway .{0,120}without auth/, recoveredBy: /\[gateway\] ready\b/ },
  ],
  needs: { config: readableConfig },
  find({ config }, scene) {
    if (config.bind === null || !open.has(config.bind) || config.authMode !== "none") return null;
    return {
      confidence: "confirmed",
      explanation: `${config.path} says gateway.bind "${config.bind}" and gateway.auth.mode "none". The gateway refuses to start like that (exit code 78).`,
      location: configLocation(scene, config, "gateway.bind"),
    };
  },
});
