import { connectFailureRule } from "../../connectFailureRule.ts";
import { address } from "../../words.ts";

export const protocolMismatch = connectFailureRule({
  id: "protocol-mismatch",
  layer: "install",
  severity: "error",
  title: "Client and gateway speak different protocol versions",
  meaning: "One side is older than the other. The gateway closes with 1002 and names the version it expects.",
  firstAction: {
    label: "Compare the versions, then update the older side",
    command: "openclaw --version",
    risk: "read",
  },
  suppresses: ["probe-contradiction"],
  sources: ["clawbox#843", "openclaw 2026.9.6"],
  signals: [
    { match: /\bPROTOCOL_MISMATCH\b/ },
    { match: /\bcause\W{1,4}protocol-mismatch\b/ },
    { match: /protocol mismatch(?!: Control UI)/ },
    { match: "client version mismatch" },
  ],
  reasons: ["protocol-mismatch"],
  tell: ({ expectedProtocol }, scene) => ({
    explanation: `The gateway at ${address(scene)} expects protocol ${expectedProtocol ?? "of another version"}; this client speaks 3 to 4. One side is older.`,
  }),
});
