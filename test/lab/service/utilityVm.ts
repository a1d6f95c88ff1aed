import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LabPlace, VmNetwork } from "../kernel/kernelTypes.ts";
import { startVmNetwork } from "../kernel/vmNetwork.ts";
import { readMachine } from "../machineFile.ts";
import type { Message, ServiceInfo } from "../protocol.ts";
import { LocalhostRelay } from "./localhostRelay.ts";
import { readWslConfig, type VmSettings } from "./wslConfig.ts";

interface RunningVm {
  readonly network: VmNetwork;
  readonly settings: VmSettings;
  /** The same for all instances until the VM stops. */
  readonly bootId: string;
  readonly relay: LocalhostRelay | null;
}

/** The one virtual machine in which all instances of the user run. */
export class UtilityVm {
  readonly #place: LabPlace;
  #running: RunningVm | null = null;
  #boots = 0;
  #unshownWarnings: readonly Message[] = [];

  constructor(place: LabPlace) {
    this.#place = place;
  }

  get running(): RunningVm | null {
    return this.#running;
  }

  /** Starts it when it is off. */
  async start(): Promise<RunningVm> {
    if (this.#running !== null) return this.#running;
    const { home } = this.#place;
    const machine = readMachine(home);
    const profile = `C:\\Users\\${machine.user}`;
    const text = readOptional(join(home, "c/Users", machine.user, ".wslconfig"));
    const settings = readWslConfig(text, `${profile}\\.wslconfig`, machine);
    const isNat = settings.networkingMode === "nat";
    const network = await startVmNetwork({
      place: this.#place,
      mode: settings.networkingMode,
      // A new one at each start, which is why portproxy rules go stale.
      ...(isNat && { address: `172.29.${this.#boots % 16}.${2 + (this.#boots % 250)}` }),
    });
    this.#boots += 1;
    this.#unshownWarnings = settings.warnings;
    const relay =
      isNat && settings.localhostForwarding
        ? new LocalhostRelay({ network, settings: () => readMachine(home) })
        : null;
    this.#running = { network, settings, bootId: randomUUID(), relay };
    return this.#running;
  }

  /** Warnings of the start, for the one wsl.exe that caused it. */
  takeWarnings(): readonly Message[] {
    const warnings = this.#unshownWarnings;
    this.#unshownWarnings = [];
    return warnings;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    running?.relay?.stop();
    await running?.network.stop();
  }

  info(): Omit<ServiceInfo, "pid" | "hosts"> {
    const running = this.#running;
    return {
      networkingMode: running?.settings.networkingMode ?? readMachine(this.#place.home).networkingMode,
      isVmRunning: running !== null,
      vmNetwork: running?.network.path ?? null,
      vmBoots: this.#boots,
      relays: running?.relay?.relays() ?? [],
      failedRelays: running?.relay?.failed() ?? [],
    };
  }
}

function readOptional(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
