import { diskFull } from "./diskFull.ts";
import type { LabFault } from "./labFault.ts";
import { mirrored } from "./mirrored.ts";
import { noNetwork } from "./noNetwork.ts";
import { outdated } from "./outdated.ts";
import { rebootNeeded } from "./rebootNeeded.ts";
import { relayOff } from "./relayOff.ts";
import { serviceHung } from "./serviceHung.ts";
import { stub } from "./stub.ts";
import { unexpectedOnce } from "./unexpectedOnce.ts";
import { virtualizationOff } from "./virtualizationOff.ts";

/** Every fault that `npm run lab -- fault <id>` can switch on. */
export const labFaults: readonly LabFault[] = [
  serviceHung,
  unexpectedOnce,
  virtualizationOff,
  noNetwork,
  rebootNeeded,
  diskFull,
  stub,
  outdated,
  relayOff,
  mirrored,
];
