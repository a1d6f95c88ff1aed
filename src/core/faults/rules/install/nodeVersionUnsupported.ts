import { defineRule } from "../../rule.ts";
import { mapFact } from "../../../model/fact.ts";
import { unitEntry } from "../../needs/unitEntry.ts";
import { compareVersions } from "../../compareVersions.ts";

/** `engines.node` of the releases since mid-2026: >=24.16.0 <25 || >=26.1.0. Older releases took older Nodes. */
const floorSince = "2026.6.0";

function isSupported(node: string): boolean {
  const major = Number(node.split(".")[0]);
  if (major === 24) return compareVersions(node, "24.16.0") >= 0;
  return compareVersions(node, "26.1.0") >= 0;
}

export const nodeVersionUnsupported = defineRule({
  id: "node-version-unsupported",
  layer: "install",
  severity: "error",
  title: "The Node version is not supported by this OpenClaw",
  meaning: "OpenClaw starts only on the Node versions that it names.",
  firstAction: { label: "Install a supported Node", command: "node --version", risk: "read" },
  explains: "supervisor",
  suppresses: ["gateway-unreachable", "service-crash-loop", "service-start-limit-hit"],
  sources: ["openclaw-windows-node#1402", "openclaw#145658"],
  signals: [
    { match: /Node \d+\.\d+\.\d+ is unsupported; use Node/ },
    { match: /openclaw requires Node >=/i },
  ],
  needs: { install: (scene) => mapFact(unitEntry(scene), (entry) => entry?.install ?? null) },
  find({ install }) {
    const node = install?.node?.version ?? null;
    if (install === null || install.version === null || node === null) return null;
    if (compareVersions(install.version, floorSince) < 0 || isSupported(node)) return null;
    return {
      confidence: "confirmed",
      explanation: `The service runs OpenClaw ${install.version} on Node ${node} (${install.node?.path}). It takes Node 24.16 or later, or 26.1 or later.`,
    };
  },
});
