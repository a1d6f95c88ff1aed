/** The catalogue: every rule. To add one, write its file under rules/<layer>/ and list it here. */
import type { FaultRule } from "./rule.ts";
import { windowsLocalhostRelayDown } from "./rules/wsl/windowsLocalhostRelayDown.ts";
import { duplicateSystemdUnits } from "./rules/service/duplicateSystemdUnits.ts";
import { lingerDisabled } from "./rules/service/lingerDisabled.ts";
import { serviceCrashLoop } from "./rules/service/serviceCrashLoop.ts";
import { serviceEntrypointMismatch } from "./rules/service/serviceEntrypointMismatch.ts";
import { serviceEntrypointMissing } from "./rules/service/serviceEntrypointMissing.ts";
import { serviceMasked } from "./rules/service/serviceMasked.ts";
import { servicePortDrift } from "./rules/service/servicePortDrift.ts";
import { serviceStartLimitHit } from "./rules/service/serviceStartLimitHit.ts";
import { serviceStopDraining } from "./rules/service/serviceStopDraining.ts";
import { serviceTokenDrift } from "./rules/service/serviceTokenDrift.ts";
import { systemdDaemonReloadPending } from "./rules/service/systemdDaemonReloadPending.ts";
import { userBusMissing } from "./rules/service/userBusMissing.ts";
import { configNewerThanBinary } from "./rules/install/configNewerThanBinary.ts";
import { mixedOpenclawInstalls } from "./rules/install/mixedOpenclawInstalls.ts";
import { nodeVersionUnsupported } from "./rules/install/nodeVersionUnsupported.ts";
import { packageFilesMissing } from "./rules/install/packageFilesMissing.ts";
import { pluginVersionMismatch } from "./rules/install/pluginVersionMismatch.ts";
import { protocolMismatch } from "./rules/install/protocolMismatch.ts";
import { serviceVersionBehindCli } from "./rules/install/serviceVersionBehindCli.ts";
import { bindWithoutAuth } from "./rules/config/bindWithoutAuth.ts";
import { configInvalid } from "./rules/config/configInvalid.ts";
import { controlUiOriginsRequired } from "./rules/config/controlUiOriginsRequired.ts";
import { gatewayBindInvalid } from "./rules/config/gatewayBindInvalid.ts";
import { gatewayModeMissing } from "./rules/config/gatewayModeMissing.ts";
import { gatewayModeRemoteOnHost } from "./rules/config/gatewayModeRemoteOnHost.ts";
import { redactedTokenPasted } from "./rules/config/redactedTokenPasted.ts";
import { tailscaleBindConflict } from "./rules/config/tailscaleBindConflict.ts";
import { tokenFileExposed } from "./rules/config/tokenFileExposed.ts";
import { gatewayLockHeld } from "./rules/port/gatewayLockHeld.ts";
import { portHeldOnWindows } from "./rules/port/portHeldOnWindows.ts";
import { portInUse } from "./rules/port/portInUse.ts";
import { portOwnerNotServicePid } from "./rules/port/portOwnerNotServicePid.ts";
import { secondGatewayRunning } from "./rules/port/secondGatewayRunning.ts";
import { serviceRunningPortFree } from "./rules/port/serviceRunningPortFree.ts";
import { stateDbLocked } from "./rules/port/stateDbLocked.ts";
import { differentGatewayPerNamespace } from "./rules/network/differentGatewayPerNamespace.ts";
import { frameTooLarge } from "./rules/network/frameTooLarge.ts";
import { gatewayInOtherNetwork } from "./rules/network/gatewayInOtherNetwork.ts";
import { gatewayRestarting } from "./rules/network/gatewayRestarting.ts";
import { gatewayStarting } from "./rules/network/gatewayStarting.ts";
import { gatewayUnreachable } from "./rules/network/gatewayUnreachable.ts";
import { gatewayUnresponsive } from "./rules/network/gatewayUnresponsive.ts";
import { handshakeTimeout } from "./rules/network/handshakeTimeout.ts";
import { spaPageNotHealth } from "./rules/network/spaPageNotHealth.ts";
import { websocketAbnormalClosure } from "./rules/network/websocketAbnormalClosure.ts";
import { websocketUpgradeRejected } from "./rules/network/websocketUpgradeRejected.ts";
import { authChangedWhileConnected } from "./rules/auth/authChangedWhileConnected.ts";
import { authRateLimited } from "./rules/auth/authRateLimited.ts";
import { connectFrameInvalid } from "./rules/auth/connectFrameInvalid.ts";
import { deviceIdentityMismatch } from "./rules/auth/deviceIdentityMismatch.ts";
import { deviceIdentityRequired } from "./rules/auth/deviceIdentityRequired.ts";
import { deviceScopeMismatch } from "./rules/auth/deviceScopeMismatch.ts";
import { deviceSignatureRejected } from "./rules/auth/deviceSignatureRejected.ts";
import { deviceTokenMismatch } from "./rules/auth/deviceTokenMismatch.ts";
import { gatewayTokenMismatch } from "./rules/auth/gatewayTokenMismatch.ts";
import { gatewayTokenMissing } from "./rules/auth/gatewayTokenMissing.ts";
import { gatewayTokenNotConfigured } from "./rules/auth/gatewayTokenNotConfigured.ts";
import { originNotAllowed } from "./rules/auth/originNotAllowed.ts";
import { pairingRequired } from "./rules/auth/pairingRequired.ts";
import { proxyAttributionRequired } from "./rules/auth/proxyAttributionRequired.ts";
import { tokenSourcesDisagree } from "./rules/auth/tokenSourcesDisagree.ts";
import { channelFailing } from "./rules/channel/channelFailing.ts";
import { diskFull } from "./rules/channel/diskFull.ts";
import { eventLoopStarved } from "./rules/channel/eventLoopStarved.ts";
import { outOfMemory } from "./rules/channel/outOfMemory.ts";
import { startupSidecarsStuck } from "./rules/channel/startupSidecarsStuck.ts";
import { probeContradiction } from "./rules/meta/probeContradiction.ts";

export const rules: readonly FaultRule[] = [
  windowsLocalhostRelayDown,
  duplicateSystemdUnits,
  lingerDisabled,
  serviceCrashLoop,
  serviceEntrypointMismatch,
  serviceEntrypointMissing,
  serviceMasked,
  servicePortDrift,
  serviceStartLimitHit,
  serviceStopDraining,
  serviceTokenDrift,
  systemdDaemonReloadPending,
  userBusMissing,
  configNewerThanBinary,
  mixedOpenclawInstalls,
  nodeVersionUnsupported,
  packageFilesMissing,
  pluginVersionMismatch,
  protocolMismatch,
  serviceVersionBehindCli,
  bindWithoutAuth,
  configInvalid,
  controlUiOriginsRequired,
  gatewayBindInvalid,
  gatewayModeMissing,
  gatewayModeRemoteOnHost,
  redactedTokenPasted,
  tailscaleBindConflict,
  tokenFileExposed,
  gatewayLockHeld,
  portHeldOnWindows,
  portInUse,
  portOwnerNotServicePid,
  secondGatewayRunning,
  serviceRunningPortFree,
  stateDbLocked,
  differentGatewayPerNamespace,
  frameTooLarge,
  gatewayInOtherNetwork,
  gatewayRestarting,
  gatewayStarting,
  gatewayUnreachable,
  gatewayUnresponsive,
  handshakeTimeout,
  spaPageNotHealth,
  websocketAbnormalClosure,
  websocketUpgradeRejected,
  authChangedWhileConnected,
  authRateLimited,
  connectFrameInvalid,
  deviceIdentityMismatch,
  deviceIdentityRequired,
  deviceScopeMismatch,
  deviceSignatureRejected,
  deviceTokenMismatch,
  gatewayTokenMismatch,
  gatewayTokenMissing,
  gatewayTokenNotConfigured,
  originNotAllowed,
  pairingRequired,
  proxyAttributionRequired,
  tokenSourcesDisagree,
  channelFailing,
  diskFull,
  eventLoopStarved,
  outOfMemory,
  startupSidecarsStuck,
  probeContradiction,
];
