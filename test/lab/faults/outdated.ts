import { machineFault } from "./machineFault.ts";

export const outdated = machineFault(
  "outdated",
  "WSL must be updated before it does anything",
  { wsl: "outdated" },
  { wsl: "installed" },
);
