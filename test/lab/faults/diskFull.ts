import { wslFault } from "./machineFault.ts";

export const diskFull = wslFault("disk-full", "installing fails with ERROR_DISK_FULL");
