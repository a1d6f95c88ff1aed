import { wslFault } from "./machineFault.ts";

export const serviceHung = wslFault(
  "service-hung",
  "list, status, launch and terminate give no answer; --version does (microsoft/WSL #12639)",
);
