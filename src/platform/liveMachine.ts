import type { Log, Machine } from "../core/ports/machine.ts";
import { systemClock } from "./clock.ts";
import { nodeFiles } from "./files/nodeFiles.ts";
import { liveGuests } from "./guest/liveGuests.ts";
import { machineFacts } from "./machineFacts.ts";
import type { DeviceIdentities } from "./net/deviceIdentity.ts";
import { gatewaySocket } from "./net/gatewaySocket.ts";
import { httpRequest } from "./net/httpRequest.ts";
import { tcpConnect } from "./net/tcpConnect.ts";
import { execaRunner } from "./process/execaRunner.ts";
import { linuxProcesses } from "./process/linuxProcesses.ts";
import { unsupportedProcesses } from "./process/unsupportedProcesses.ts";
import { installVault } from "./secrets/installVault.ts";
import { stateDirOf, vaultKey } from "./secrets/vaultKey.ts";

export interface LiveMachineOptions {
  readonly log: Log;
  /** The product's version, which a gateway is told. */
  readonly version: string;
  /** The `--profile` given to this program. */
  readonly profile?: string | null;
  /** Path of an `openclaw` program that counts before those on PATH; null when there is none. */
  readonly openclawPath?: string | null;
  /** A token that is kept for this product itself. */
  readonly storedToken?: string | null;
  /** Device identities for connections that ask for one; the ladder never does. */
  readonly devices?: DeviceIdentities;
}

/** The machine that this program runs on. Building it starts nothing and, without a stored token, reads no file. */
export function liveMachine({
  log,
  version,
  profile = null,
  openclawPath = null,
  storedToken = null,
  devices = noDevices,
}: LiveMachineOptions): Machine {
  const facts = machineFacts(profile, openclawPath);
  const vault = installVault(() => vaultKey(stateDirOf(facts), log));
  return {
    facts: { ...facts, storedToken: storedToken === null ? null : vault.keep(storedToken) },
    commands: execaRunner,
    files: nodeFiles,
    processes: process.platform === "linux" ? linuxProcesses : unsupportedProcesses,
    http: httpRequest,
    tcp: tcpConnect,
    gateways: gatewaySocket({ vault, version, devices }),
    guests: liveGuests(profile),
    secrets: vault,
    clock: systemClock,
    log,
  };
}

const noDevices: DeviceIdentities = { find: () => null };
