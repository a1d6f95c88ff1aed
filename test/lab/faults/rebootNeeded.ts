import { wslFault } from "./machineFault.ts";

export const rebootNeeded = wslFault(
  "reboot-needed",
  "--install says that changes take effect after a reboot, exits 0 and registers nothing",
);
