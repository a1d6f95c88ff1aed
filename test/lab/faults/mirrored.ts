import { wslConfigFault } from "./wslConfigFault.ts";

export const mirrored = wslConfigFault(
  "mirrored",
  "Windows and the instances have one loopback: a port taken on one side is taken on both",
  "[wsl2]\nnetworkingMode=mirrored\n",
);
