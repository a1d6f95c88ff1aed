/** A Windows with WSL for tests: its own home, networks and processes, which all go with `stop` or with this process. */
import { mkdirSync, openSync, closeSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ensureTools } from "./images/machineTools.ts";
import { ensureRootfs } from "./images/rootfs.ts";
import { gatewayBinds, type GatewaySetup, writeGatewayLayer } from "./images/gatewayImage.ts";
import type { BindMount, LabPlace } from "./kernel/kernelTypes.ts";
import { createLabPlace } from "./kernel/labPlace.ts";
import { spawnInLan, spawnInWindows } from "./kernel/windowsProcess.ts";
import { labCatalogue } from "./labCatalogue.ts";
import { collectCommand, type CommandOptions, type CommandResult } from "./labCommand.ts";
import { readMachine, writeMachine } from "./machineFile.ts";
import type { ServiceCalls, WindowsMachine } from "./protocol.ts";
import { type CatalogueEntry, readCatalogue, writeCatalogue } from "./service/catalogue.ts";
import { askService, type InstanceResult, type InstanceRun, runInInstance } from "./service/client.ts";
import { installTools } from "./windows/installTools.ts";
import { windowsEnvironment } from "./windows/windowsEnvironment.ts";

export interface LabOptions {
  /** How the Windows is; the default is a usual one. */
  readonly machine?: Partial<WindowsMachine>;
  /** A short path that does not exist; default a new folder of its own. */
  readonly home?: string;
}

export interface InstallOptions {
  /** Default Ubuntu-24.04. */
  readonly distribution?: string;
  /** Windows path. */
  readonly location?: string;
  /** Files that its image brings along, by path inside. */
  readonly files?: Readonly<Record<string, string>>;
  /** Mounted into it at every start. */
  readonly binds?: readonly BindMount[];
  /** It boots straight to a running gateway, as if it had been set up before. */
  readonly gateway?: GatewaySetup;
}

export interface Lab {
  readonly home: string;
  readonly place: LabPlace;
  /** Runs a program on the Windows side, with Windows' programs first on PATH. */
  windows(argv: readonly [string, ...string[]], options?: CommandOptions): Promise<CommandResult>;
  /** Runs a program on another computer in the LAN, which plays the phone. */
  lanPeer(argv: readonly [string, ...string[]], options?: CommandOptions): Promise<CommandResult>;
  /** Changes how the Windows is. */
  machine(changes: Partial<WindowsMachine>): void;
  /** Asks the service, on a connection of its own. */
  ask<Name extends keyof ServiceCalls>(
    name: Name,
    ask: ServiceCalls[Name]["ask"],
    signal?: AbortSignal,
  ): Promise<ServiceCalls[Name]["answer"]>;
  /** Runs a command in an instance, as `wsl.exe --exec` does. */
  inside(run: InstanceRun): Promise<InstanceResult>;
  install(name: string, options?: InstallOptions): Promise<void>;
  stop(): Promise<void>;
}

const serviceProgram = fileURLToPath(new URL("service/serviceProcess.ts", import.meta.url));

/** Brings a lab up: with a root file system at hand in a tenth of a second. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  await ensureTools();
  const rootfs = await ensureRootfs();
  const made = await createLabPlace(options.home ?? (await mkdtemp(join(tmpdir(), "gl-"))));
  const { home, cgroup, windowsNetwork, lanNetwork } = made;
  const place: LabPlace = { home, cgroup, windowsNetwork, lanNetwork };
  try {
    writeMachine(home, options.machine ?? {});
    writeFileSync(join(home, "place.json"), JSON.stringify(place));
    writeCatalogue(home, labCatalogue(rootfs));
    const profile = join(home, "c/Users", readMachine(home).user);
    for (const folder of [join(profile, "AppData/Local/Temp"), join(home, "c/Windows/System32")]) {
      mkdirSync(folder, { recursive: true });
    }
    await installTools(home);
    await startService(place);
  } catch (error) {
    await made.close();
    throw error;
  }
  return {
    home,
    place,
    windows: (argv, command = {}) =>
      collectCommand(spawnInWindows(place, argv, spawnOptions(home, command)), command),
    lanPeer: (argv, command = {}) =>
      collectCommand(spawnInLan(place, argv, { ...spawnOptions(home, command), env: process.env }), command),
    machine: (changes) => writeMachine(home, changes),
    ask: (name, ask, signal) => askService(home, name, ask, signal),
    inside: (run) => runInInstance(home, run),
    install: (name, install = {}) => installInLab(home, rootfs, name, install),
    stop: () => made.close(),
  };
}

async function startService(place: LabPlace): Promise<void> {
  const log = openSync(join(place.home, "service.log"), "a");
  const argv = [process.execPath, "--no-warnings", serviceProgram, place.home] as const;
  const service = spawnInWindows(place, argv, { stdio: ["ignore", "pipe", log], detached: true });
  closeSync(log);
  const { stdout } = service;
  if (stdout === null) throw new Error("the service has no stdout");
  const signal = AbortSignal.timeout(20_000);
  await Promise.race([
    once(stdout, "data", { signal }),
    once(service, "exit", { signal }).then(([code]) => {
      throw new Error(`the lab's service ended with ${String(code)}: see ${place.home}/service.log`);
    }),
  ]);
  stdout.destroy();
  service.unref();
}

/** The environment that a program has on the Windows side; the pinned Node is there as well. */
export function windowsEnv(home: string): Record<string, string> {
  const env = windowsEnvironment(home);
  return { ...env, PATH: `${env["PATH"]}:${dirname(process.execPath)}` };
}

function spawnOptions(home: string, { env, cwd }: CommandOptions) {
  return {
    env: { ...windowsEnv(home), ...env },
    cwd: cwd ?? join(home, "c/Windows"),
    stdio: "pipe",
    detached: true,
  } as const;
}

async function installInLab(
  home: string,
  rootfs: string,
  name: string,
  { distribution = "Ubuntu-24.04", location, files = {}, binds = [], gateway }: InstallOptions,
): Promise<void> {
  const found = labCatalogue(rootfs).find((entry) => entry.name === distribution);
  if (found === undefined) throw new Error(`${distribution} is not in the lab's catalogue`);
  const layer = join(home, "layers", name);
  if (gateway !== undefined) await writeGatewayLayer(layer, rootfs, gateway);
  const entry: CatalogueEntry = {
    ...found,
    name: `lab.${name}`,
    isHidden: true,
    files: { ...found.files, ...files },
    binds,
    // The layer has a wsl.conf of its own, with the gateway's account in it.
    ...(gateway !== undefined && {
      files,
      lower: [layer, ...found.lower],
      binds: [...binds, ...(await gatewayBinds(gateway.version))],
    }),
  };
  writeCatalogue(home, [...readCatalogue(home).filter((other) => other.name !== entry.name), entry]);
  await askService(home, "install", {
    distribution: entry.name,
    name,
    ...(location !== undefined && { location }),
  });
}
