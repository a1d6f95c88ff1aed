import { machineFault } from "./machineFault.ts";

export const stub = machineFault(
  "stub",
  "WSL is not installed: its stub exits 50 on --status and may ask for a key on anything else",
  { wsl: "stub" },
  { wsl: "installed" },
);
