import { targetUnit } from "../../needs/targetService.ts";
import { placeId } from "../../needs/place.ts";
import { defineRule } from "../../rule.ts";

export const systemdDaemonReloadPending = defineRule({
  id: "systemd-daemon-reload-pending",
  layer: "service",
  severity: "info",
  title: "The unit file changed but systemd has not reloaded it",
  meaning: "systemd still uses the unit as it was before the edit, also for the next restart.",
  firstAction: { label: "Reload the units", command: "systemctl --user daemon-reload", risk: "soft" },
  explains: "doctor",
  sources: ["systemctl(1), daemon-reload"],
  signals: [
    { match: "Systemd reload: pending" },
    {
      match:
        /Warning: The unit file, source configuration file or drop-ins of \S*openclaw\S* changed on disk/,
    },
  ],
  needs: { unit: targetUnit },
  find({ unit }, scene) {
    if (unit === null || !unit.state.needsDaemonReload) return null;
    const file = unit.files[0];
    return {
      confidence: "confirmed",
      explanation: `The files of ${unit.name} on disk are newer than what systemd has read. A restart now still uses the old unit.`,
      location: file === undefined ? null : { namespace: placeId(scene), file, line: null },
      firstAction: {
        label: "Reload the units",
        command:
          unit.kind === "systemd-user" ? "systemctl --user daemon-reload" : "sudo systemctl daemon-reload",
        risk: "soft",
      },
    };
  },
});
