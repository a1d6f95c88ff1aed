import type { SiteFault } from "../siteFault.ts";

/** The connection stays, but nothing comes after the first half of a body. */
export const stalled: SiteFault = {
  id: "stalled",
  parts: ["script", "node", "packages"],
  change: (answer) => ({
    ...answer,
    stopsAfter: { bytes: Math.floor(answer.body.length / 2), how: "stall" },
  }),
};
