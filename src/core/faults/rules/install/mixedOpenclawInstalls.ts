import { unitEntry } from "../../needs/unitEntry.ts";
import { defineRule } from "../../rule.ts";

export const mixedOpenclawInstalls = defineRule({
  id: "mixed-openclaw-installs",
  layer: "install",
  severity: "warning",
  title: "Several OpenClaw installations are mixed",
  meaning: "The command on PATH and the service are two installations of different versions.",
  firstAction: {
    label: "See the installations, then align PATH and service",
    command: "gateway-lens topology",
    risk: "read",
  },
  explains: "doctor",
  suppresses: ["service-version-behind-cli", "service-entrypoint-mismatch"],
  sources: ["openclaw#45645", "openclaw#150744"],
  signals: [{ match: "Gateway service targets a different OpenClaw install:" }],
  needs: { entry: unitEntry },
  find({ entry }) {
    const { install = null, onPath = null } = entry ?? {};
    if (entry === null || install === null || onPath === null) return null;
    if (install.packageDir === onPath.packageDir || install.version === null || onPath.version === null)
      return null;
    if (install.version === onPath.version) return null;
    return {
      confidence: "confirmed",
      explanation: `${entry.unit} starts ${install.version} from ${install.packageDir}. The openclaw on PATH is ${onPath.version} from ${onPath.packageDir}.`,
    };
  },
});
