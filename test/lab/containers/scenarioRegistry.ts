import type { ContainerScenario } from "./containerScenario.ts";
import { composeProject } from "./scenarios/composeProject.ts";
import { driftingTokens } from "./scenarios/driftingTokens.ts";
import { engineDown } from "./scenarios/engineDown.ts";
import { enginePaused } from "./scenarios/enginePaused.ts";
import { engineStarting } from "./scenarios/engineStarting.ts";
import { engineUnableToStart } from "./scenarios/engineUnableToStart.ts";
import { healthChecks } from "./scenarios/healthChecks.ts";
import { hostNetwork } from "./scenarios/hostNetwork.ts";
import { loopbackBind } from "./scenarios/loopbackBind.ts";
import { movedTag } from "./scenarios/movedTag.ts";
import { publishedPorts } from "./scenarios/publishedPorts.ts";
import { restartLoop } from "./scenarios/restartLoop.ts";
import { restartPolicies } from "./scenarios/restartPolicies.ts";
import { sharedNetwork } from "./scenarios/sharedNetwork.ts";
import { twoProjectsOnePort } from "./scenarios/twoProjectsOnePort.ts";
import { twoProjectsOneVolume } from "./scenarios/twoProjectsOneVolume.ts";
import { volumePermission } from "./scenarios/volumePermission.ts";
import { windowsPortTaken } from "./scenarios/windowsPortTaken.ts";

/** Every way to have gateways in containers that the lab has. */
export const containerScenarios: readonly ContainerScenario[] = [
  composeProject,
  publishedPorts,
  loopbackBind,
  healthChecks,
  sharedNetwork,
  hostNetwork,
  driftingTokens,
  movedTag,
  twoProjectsOnePort,
  twoProjectsOneVolume,
  volumePermission,
  windowsPortTaken,
  restartLoop,
  restartPolicies,
  engineDown,
  enginePaused,
  engineStarting,
  engineUnableToStart,
];
