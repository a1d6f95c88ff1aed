import { wslFault } from "./machineFault.ts";

export const noNetwork = wslFault(
  "no-network",
  "the list of distributions cannot be fetched: WININET_E_NAME_NOT_RESOLVED (microsoft/WSL #11530)",
);
