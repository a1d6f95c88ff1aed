import { machineFault } from "./machineFault.ts";

export const wslGerman = machineFault(
  "wsl-german",
  "wsl.exe and the tools of Windows speak German",
  { language: "de-DE" },
  { language: "en-US" },
);
