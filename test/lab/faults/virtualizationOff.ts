import { wslFault } from "./machineFault.ts";

export const virtualizationOff = wslFault(
  "virtualization-off",
  "no instance starts: HCS_E_HYPERV_NOT_INSTALLED (microsoft/WSL #13092)",
);
