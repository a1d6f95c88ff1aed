import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readMachine } from "../machineFile.ts";
import { errorPath, invalidState, ServiceFailure } from "./errors.ts";
import type { Instances } from "./instances.ts";
import { newGuid, type RegistryEntry } from "./registry.ts";
import { fromWindowsPath } from "./windowsPath.ts";

export interface Registration extends Pick<
  RegistryEntry,
  "name" | "flavor" | "osVersion" | "lower" | "binds"
> {
  /** Windows path; the default lies below `%LOCALAPPDATA%\wsl`. */
  readonly location?: string | undefined;
}

/**
 * Registers an instance after every check that WslService makes for a new one; in the lock. `contexts` tells in errors
 * who asked: `Wsl/Service/RegisterDistro`.
 */
export function register(
  instances: Instances,
  { location, ...rest }: Registration,
  contexts: string,
): RegistryEntry {
  const { home } = instances.place;
  const machine = readMachine(home);
  const refuse = (text: ConstructorParameters<typeof ServiceFailure>[0], code: string) => {
    throw new ServiceFailure(text, errorPath(contexts, code, machine.wslVersion));
  };
  const present = instances.registry.byName(rest.name);
  if (present !== null && !instances.isSettled(present)) throw invalidState(machine.wslVersion, contexts);
  if (present !== null) refuse("MessageDistroNameAlreadyExists", "ERROR_ALREADY_EXISTS");
  const guid = newGuid();
  const basePath = location ?? `C:\\Users\\${machine.user}\\AppData\\Local\\wsl\\${guid}`;
  const folder = fromWindowsPath(home, basePath);
  if (folder === null) {
    throw new ServiceFailure(
      "ERROR_PATH_NOT_FOUND",
      errorPath(contexts, "ERROR_PATH_NOT_FOUND", machine.wslVersion),
    );
  }
  const taken = instances.registry.list().map((entry) => entry.basePath.toLowerCase());
  if (taken.includes(basePath.toLowerCase()) || existsSync(join(folder, "ext4.vhdx"))) {
    refuse("MessageDistroInstallPathAlreadyExists", "ERROR_FILE_EXISTS");
  }
  if (machine.faults.includes("disk-full")) refuse("ERROR_DISK_FULL", "ERROR_DISK_FULL");
  instances.requireVirtualization(contexts);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "ext4.vhdx"), "");
  const entry: RegistryEntry = { ...rest, guid, basePath, version: 2, defaultUid: 0 };
  mkdirSync(join(instances.folder(entry), "upper"), { recursive: true });
  instances.registry.add(entry);
  return entry;
}

/** Puts files into the instance's own layer. */
export function writeInstanceFiles(upper: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(upper, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
