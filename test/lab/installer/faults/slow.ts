import type { SiteFault } from "../siteFault.ts";

/** Every download takes this long, whatever its size. */
const lastsMs = 8_000;

export const slow: SiteFault = {
  id: "slow",
  parts: ["script", "node", "packages"],
  change: (answer) => ({ ...answer, lastsMs }),
};
