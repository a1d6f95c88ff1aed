import { wslFault } from "./machineFault.ts";

export const unexpectedOnce = wslFault(
  "unexpected-once",
  "the next launch fails with E_UNEXPECTED, as after sleep; later ones go well (microsoft/WSL #13159)",
);
