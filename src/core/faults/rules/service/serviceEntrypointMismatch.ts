import { unitEntry } from "../../needs/unitEntry.ts";
import { defineRule } from "../../rule.ts";

export const serviceEntrypointMismatch = defineRule({
  id: "service-entrypoint-mismatch",
  layer: "service",
  severity: "error",
  title: "The service still points at another OpenClaw entry point",
  meaning:
    "The unit starts OpenClaw from another folder than the command on PATH, so an update of one does not reach the other.",
  firstAction: {
    label: "Reinstall the service",
    command: "openclaw gateway install --force",
    risk: "disruptive",
  },
  explains: "doctor",
  sources: ["openclaw#64014", "openclaw#73457", "openclaw#65697"],
  signals: [
    { match: "Gateway service entrypoint does not match the current install" },
    { match: "gateway-entrypoint-mismatch" },
  ],
  needs: { entry: unitEntry },
  find({ entry }) {
    const { install = null, onPath = null } = entry ?? {};
    if (entry === null || install === null || onPath === null) return null;
    // Two versions are told by mixed-openclaw-installs.
    if (install.packageDir === onPath.packageDir || install.version !== onPath.version) return null;
    return {
      confidence: "confirmed",
      explanation: `${entry.unit} starts ${install.packageDir}. The openclaw on PATH is ${onPath.packageDir}. Both are version ${onPath.version ?? "unknown"}; the next update changes only one of them.`,
    };
  },
});
