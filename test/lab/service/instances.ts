import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { bootInstance } from "../kernel/bootInstance.ts";
import type { Interop } from "../inside/interop.ts";
import { removeInterop } from "../kernel/interopRegistration.ts";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { readMachine } from "../machineFile.ts";
import type { InstanceEntry, InstanceState } from "../protocol.ts";
import { distroNotFound, errorPath, invalidState, isAtLeast, ServiceFailure } from "./errors.ts";
import { IdleTimer } from "./idleTimer.ts";
import { type Layers, readInstanceFile } from "./instanceFiles.ts";
import { Lock } from "./lock.ts";
import { writeNetworkFiles } from "./networkFiles.ts";
import { Registry, type RegistryEntry } from "./registry.ts";
import { RunningInstance, type StopKind } from "./runningInstance.ts";
import { UtilityVm } from "./utilityVm.ts";
import { fromWindowsPath } from "./windowsPath.ts";
import { readWslConf } from "./wslConf.ts";

/** The instances of the one Windows user, whether they run or not, and the VM that they run in. */
export class Instances {
  readonly place: LabPlace;
  readonly registry: Registry;
  readonly vm: UtilityVm;
  /** list, status, launch and terminate wait for each other, also while an instance starts (microsoft/WSL #12639). */
  readonly lock = new Lock();
  readonly #interop: Interop;
  readonly #running = new Map<string, RunningInstance>();
  readonly #transitional = new Map<string, InstanceState>();
  readonly #vmIdle: IdleTimer;

  constructor(place: LabPlace, interop: Interop) {
    this.place = place;
    this.#interop = interop;
    this.registry = new Registry(place.home);
    this.vm = new UtilityVm(place);
    this.#vmIdle = new IdleTimer(() => void this.lock.run(() => this.#stopIdleVm()));
  }

  /** The entry of that name. */
  find(name: string): RegistryEntry {
    const entry = this.registry.byName(name);
    if (entry === null) throw distroNotFound();
    return entry;
  }

  running(entry: RegistryEntry): RunningInstance | null {
    return this.#running.get(entry.guid) ?? null;
  }

  /** How many wslhost.exe there are. */
  get hosts(): number {
    return [...this.#running.values()].reduce((sum, running) => sum + running.hosts, 0);
  }

  list(): readonly InstanceEntry[] {
    return this.registry.list().map((entry) => {
      const running = this.running(entry);
      return {
        name: entry.name,
        guid: entry.guid,
        state: this.#transitional.get(entry.guid) ?? (running === null ? "Stopped" : "Running"),
        isDefault: this.registry.isDefault(entry),
        version: entry.version,
        basePath: entry.basePath,
        defaultUid: entry.defaultUid,
        flavor: entry.flavor,
        osVersion: entry.osVersion,
        pid1: running?.pid1 ?? null,
        clients: running?.clients ?? 0,
      };
    });
  }

  /** Where the lab keeps its layers. */
  folder(entry: RegistryEntry): string {
    return join(this.place.home, "instances", entry.guid.slice(1, -1));
  }

  layers(entry: RegistryEntry): Layers {
    return [join(this.folder(entry), "upper"), ...entry.lower];
  }

  disk(entry: RegistryEntry): string | null {
    const base = fromWindowsPath(this.place.home, entry.basePath);
    return base === null ? null : join(base, "ext4.vhdx");
  }

  /** Refuses while something else is done with the instance. */
  requireSettled(entry: RegistryEntry): void {
    if (this.#transitional.has(entry.guid)) throw invalidState(readMachine(this.place.home).wslVersion);
  }

  isSettled(entry: RegistryEntry): boolean {
    return !this.#transitional.has(entry.guid);
  }

  /** Shows another state while the work lasts. */
  async during<T>(entry: RegistryEntry, state: InstanceState, work: () => Promise<T>): Promise<T> {
    this.#transitional.set(entry.guid, state);
    try {
      return await work();
    } finally {
      this.#transitional.delete(entry.guid);
    }
  }

  /** Starts it when it is stopped. To be called in the lock. */
  async start(entry: RegistryEntry): Promise<RunningInstance> {
    this.requireSettled(entry);
    const running = this.running(entry);
    if (running !== null) return running;
    const machine = readMachine(this.place.home);
    this.requireVirtualization("Wsl/Service/CreateInstance");
    const disk = this.disk(entry);
    if (disk !== null && !existsSync(disk)) {
      const path = "Wsl/Service/CreateInstance/MountDisk/HCS/ERROR_FILE_NOT_FOUND";
      throw new ServiceFailure("MessageFailedToAttachDisk", path, {
        disk: `${entry.basePath}\\ext4.vhdx`,
        error: "ERROR_FILE_NOT_FOUND",
      });
    }
    this.#vmIdle.cancel();
    const vm = await this.vm.start();
    const conf = readWslConf(readInstanceFile(this.layers(entry), "/etc/wsl.conf"));
    const hostname = conf.hostname ?? machine.computerName;
    const dir = this.folder(entry);
    mkdirSync(join(dir, "upper"), { recursive: true });
    const nameserver = vm.network.address === null ? "10.255.255.254" : "172.29.0.1";
    writeNetworkFiles(join(dir, "upper"), conf, hostname, nameserver);
    const driveRoot = conf.automount ? `${conf.automountRoot}/c` : null;
    const interopBinds = await this.#interop.open({
      dir,
      hasInterop: conf.interop,
      driveRoot,
      name: entry.name,
      networkingMode: vm.settings.networkingMode,
      wslVersion: machine.wslVersion,
      vmId: vm.bootId,
    });
    const isNew = isAtLeast(machine.wslVersion, "2.7");
    const booted = await bootInstance({
      place: this.place,
      network: vm.network,
      name: entry.name,
      dir,
      lower: entry.lower,
      hasSystemd: conf.hasSystemd,
      hostname,
      driveRoot,
      hasInterop: conf.interop,
      kernelRelease: `${isNew ? "6.18.33.2" : "6.6.87.2"}-microsoft-standard-WSL2`,
      wslVersion: machine.wslVersion,
      bootId: vm.bootId,
      binds: [...interopBinds, ...entry.binds],
    }).catch((cause: unknown) => {
      this.#startVmIdle();
      const failure = new ServiceFailure(
        "E_FAIL",
        errorPath("Wsl/Service/CreateInstance", "E_FAIL", machine.wslVersion),
      );
      failure.cause = cause;
      throw failure;
    });
    if (this.vm.running !== vm) {
      await booted.kill();
      throw new ServiceFailure("MessageVmCrashed", "Wsl/Service/WSL_E_VM_CRASHED");
    }
    const started = new RunningInstance({
      booted,
      conf,
      hostname,
      instanceIdleMs: vm.settings.instanceIdleMs,
      onIdle: () => void this.lock.run(() => this.#stopIdle(entry)),
    });
    this.#running.set(entry.guid, started);
    void started.ended.then(() => {
      if (this.#running.get(entry.guid) === started) {
        this.#running.delete(entry.guid);
        void this.#interop.close(dir);
      }
      this.#startVmIdle();
    });
    await started.waitForSystemd();
    if (conf.bootCommand !== null) await started.asRoot("/bin/sh", "-c", conf.bootCommand);
    return started;
  }

  /** Stops it when it runs; in the lock. */
  async stop(entry: RegistryEntry, kind?: StopKind): Promise<void> {
    const running = this.running(entry);
    if (running === null) return;
    const { wslVersion } = readMachine(this.place.home);
    await running.stop(kind ?? (isAtLeast(wslVersion, "2.6.2") ? "orderly" : "abrupt"));
    // Stopping systemd clears the handlers of the one kernel that all share; later versions put theirs back.
    if (running.conf.hasSystemd && !isAtLeast(wslVersion, "2.8.9")) {
      await removeInterop(this.place.home);
    }
  }

  /** The VM with everything in it, at once. */
  async stopVm(): Promise<void> {
    this.#vmIdle.cancel();
    await Promise.all([...this.#running.values()].map((running) => running.stop("abrupt")));
    this.#vmIdle.cancel();
    await this.vm.stop();
  }

  /** Refuses to start the VM on a machine that cannot. */
  requireVirtualization(contexts: string): void {
    if (!readMachine(this.place.home).faults.includes("virtualization-off") || this.vm.running !== null)
      return;
    throw new ServiceFailure(
      "MessageEnableVirtualization",
      `${contexts}/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED`,
    );
  }

  async #stopIdle(entry: RegistryEntry): Promise<void> {
    if (this.running(entry)?.clients === 0) await this.stop(entry);
  }

  #startVmIdle(): void {
    const { running } = this.vm;
    if (running !== null && this.#running.size === 0) this.#vmIdle.start(running.settings.vmIdleMs);
  }

  async #stopIdleVm(): Promise<void> {
    if (this.#running.size === 0) await this.vm.stop();
  }
}
