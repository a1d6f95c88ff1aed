import type { SiteFault } from "../siteFault.ts";

/** The connection ends in the middle of every body. */
export const cutOff: SiteFault = {
  id: "cut-off",
  parts: ["script", "node", "packages"],
  change: (answer) => ({ ...answer, stopsAfter: { bytes: Math.floor(answer.body.length / 2), how: "cut" } }),
};
