import { known } from "../../../model/fact.ts";
import { both } from "../../needs/both.ts";
import { httpReadyFact } from "../../needs/rungFacts.ts";
import { unitEntry } from "../../needs/unitEntry.ts";
import { compareVersions } from "../../compareVersions.ts";
import { defineRule } from "../../rule.ts";

export const serviceVersionBehindCli = defineRule({
  id: "service-version-behind-cli",
  layer: "install",
  severity: "warning",
  title: "The running gateway is an older OpenClaw than the one installed",
  meaning:
    "OpenClaw was updated and the gateway was not started again, so it still runs the old version on replaced files.",
  firstAction: { label: "Restart the gateway", command: "openclaw gateway restart", risk: "disruptive" },
  explains: "doctor",
  sources: ["openclaw#31414"],
  signals: [{ match: "Gateway version mismatch: expected" }],
  needs: {
    /** The version on disk and the one that runs; null where no unit's install can be compared. */
    versions: (scene) => {
      const entry = unitEntry(scene);
      const installed = entry.known ? (entry.value?.install?.version ?? null) : null;
      if (!entry.known) return entry;
      if (installed === null) return known(null, entry.evidence);
      const joined = both(entry, httpReadyFact(scene));
      if (!joined.known) return joined;
      const running = joined.value[1].version;
      return known(running === null ? null : { installed, running }, joined.evidence);
    },
  },
  find({ versions }) {
    if (versions === null || compareVersions(versions.running, versions.installed) >= 0) return null;
    return {
      confidence: "confirmed",
      explanation: `The gateway says that it is ${versions.running}. The files that its service starts are ${versions.installed}.`,
    };
  },
});
