import { clockBehind } from "./clockBehind.ts";
import { crashLoop } from "./crashLoop.ts";
import { crlfEnv } from "./crlfEnv.ts";
import { crlfScript } from "./crlfScript.ts";
import { crlfUnit } from "./crlfUnit.ts";
import { diskFull } from "./diskFull.ts";
import { dnsBroken } from "./dnsBroken.ts";
import { dropInOldToken } from "./dropInOldToken.ts";
import { environmentFileLost } from "./environmentFileLost.ts";
import { execStartDeletedNode } from "./execStartDeletedNode.ts";
import { gatewayFrozen } from "./gatewayFrozen.ts";
import { instanceDiskFull } from "./instanceDiskFull.ts";
import { interopLost } from "./interopLost.ts";
import { journalVolatile } from "./journalVolatile.ts";
import type { LabFault } from "./labFault.ts";
import { lingerOff } from "./lingerOff.ts";
import { mirrored } from "./mirrored.ts";
import { noNetwork } from "./noNetwork.ts";
import { outdated } from "./outdated.ts";
import { portproxyStale } from "./portproxyStale.ts";
import { portTakenGuest } from "./portTakenGuest.ts";
import { portTakenHost } from "./portTakenHost.ts";
import { proxyOnlyOnWindows } from "./proxyOnlyOnWindows.ts";
import { rebootNeeded } from "./rebootNeeded.ts";
import { relayOff } from "./relayOff.ts";
import { serviceHung } from "./serviceHung.ts";
import { slowStart } from "./slowStart.ts";
import { splitBrain } from "./splitBrain.ts";
import { stub } from "./stub.ts";
import { terminatedUnderUs } from "./terminatedUnderUs.ts";
import { unexpectedOnce } from "./unexpectedOnce.ts";
import { unitMasked } from "./unitMasked.ts";
import { userBusMissing } from "./userBusMissing.ts";
import { versionManagerNode } from "./versionManagerNode.ts";
import { virtualizationOff } from "./virtualizationOff.ts";
import { wslGerman } from "./wslGerman.ts";
import { wslJapanese } from "./wslJapanese.ts";

/** Every fault that `npm run lab -- fault <id>` can switch on. */
export const labFaults: readonly LabFault[] = [
  // WSL itself
  serviceHung,
  unexpectedOnce,
  virtualizationOff,
  noNetwork,
  rebootNeeded,
  diskFull,
  stub,
  outdated,
  wslGerman,
  wslJapanese,
  interopLost,
  terminatedUnderUs,
  // networks
  relayOff,
  mirrored,
  portTakenHost,
  portproxyStale,
  proxyOnlyOnWindows,
  dnsBroken,
  portTakenGuest,
  // systemd
  userBusMissing,
  lingerOff,
  journalVolatile,
  unitMasked,
  splitBrain,
  // the unit
  execStartDeletedNode,
  versionManagerNode,
  crashLoop,
  dropInOldToken,
  environmentFileLost,
  crlfUnit,
  crlfScript,
  crlfEnv,
  // the gateway and its machine
  clockBehind,
  instanceDiskFull,
  gatewayFrozen,
  slowStart,
];
