import { wslConfigFault } from "./wslConfigFault.ts";

export const relayOff = wslConfigFault(
  "relay-off",
  "nothing of what listens in an instance can be reached on Windows' localhost",
  "[wsl2]\nlocalhostForwarding=false\n",
);
