import { logFaultRule } from "../../logFaultRule.ts";

export const pluginVersionMismatch = logFaultRule({
  id: "plugin-version-mismatch",
  layer: "install",
  severity: "error",
  title: "A plugin does not fit this gateway version",
  meaning: "The plugin was built for another version of the plugin interface and cannot be loaded.",
  firstAction: { label: "Update the plugins", command: "openclaw plugins update", risk: "soft" },
  sources: ["openclaw#138232", "openclaw#108705"],
  signals: [
    { match: "does not provide an export named" },
    { match: "PluginLoadFailureError" },
    { match: /\[plugins\] \S{1,120} failed to load from/ },
  ],
});
