import { machineFault } from "./machineFault.ts";

export const wslJapanese = machineFault(
  "wsl-japanese",
  "wsl.exe and the tools of Windows speak Japanese",
  { language: "ja-JP" },
  { language: "en-US" },
);
