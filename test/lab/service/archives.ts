import { execFile } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { readMachine } from "../machineFile.ts";
import type { ServiceCalls } from "../protocol.ts";
import { type TextId, ServiceFailure } from "./errors.ts";
import type { Instances } from "./instances.ts";
import { readInstanceFile } from "./instanceFiles.ts";
import { register } from "./register.ts";
import { isAllowedName } from "./registry.ts";
import { unregister } from "./unregister.ts";
import { fromWindowsPath } from "./windowsPath.ts";

const run = promisify(execFile);

/** Archives are large; on a loaded machine tar takes its time. */
const limits = { timeout: 300_000, maxBuffer: 1024 * 1024, killSignal: "SIGKILL" } as const;

const contexts = "Wsl/Service/RegisterDistro";

/** `wsl --import` of a tar. The result has no default user and no first-run setup. */
export async function importTar(instances: Instances, ask: ServiceCalls["import"]["ask"]): Promise<object> {
  const file = hostPath(instances, ask.file);
  if (file === null || !existsSync(file))
    throw new ServiceFailure("ERROR_FILE_NOT_FOUND", "Wsl/ERROR_FILE_NOT_FOUND");
  const refuse = (text: TextId, code: string, params?: Record<string, string>) =>
    new ServiceFailure(text, `${contexts}/${code}`, params);
  if (/\.vhdx?$/i.test(file)) throw refuse("MessagePassVhdFlag", "WSL_E_IMPORT_FAILED");
  if (!isAllowedName(ask.name)) throw refuse("MessageInvalidInstallName", "E_INVALIDARG", { name: ask.name });
  const { entry, unpacked } = await instances.lock.run(async () => {
    const { name, location } = ask;
    const wanted = { name, location, flavor: "", osVersion: "", lower: [], binds: [] };
    const entry = register(instances, wanted, contexts);
    const empty = join(instances.folder(entry), "empty");
    mkdirSync(empty);
    instances.registry.change(entry.guid, { lower: [empty] });
    const upper = join(instances.folder(entry), "upper");
    const unpack = async () => {
      await run("tar", ["--numeric-owner", "-xpf", file, "-C", upper], limits).catch(() => {
        throw refuse("MessageImportFailed", "WSL_E_IMPORT_FAILED");
      });
      const isThere = (path: string) => lstatSync(join(upper, path), { throwIfNoEntry: false }) !== undefined;
      if (isThere("etc") && (isThere("bin/sh") || isThere("usr/bin/sh"))) return;
      throw refuse("MessageNotALinuxDistro", "WSL_E_NOT_A_LINUX_DISTRO", { file: ask.file });
    };
    return { entry, unpacked: instances.during(entry, "Installing", unpack) };
  });
  try {
    await unpacked;
  } catch (error) {
    await unregister(instances, entry.name);
    throw error;
  }
  const release = readInstanceFile(instances.layers(entry), "/etc/os-release") ?? "";
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, "m").exec(release)?.[1] ?? "";
  instances.registry.change(entry.guid, { flavor: field("ID"), osVersion: field("VERSION_ID") });
  return {};
}

/** `wsl --export` to a tar. The file is emptied before anything is checked, as wsl.exe does it. */
export async function exportTar(instances: Instances, ask: ServiceCalls["export"]["ask"]): Promise<object> {
  const file = hostPath(instances, ask.file);
  try {
    if (file === null) throw new Error("no such drive");
    writeFileSync(file, "");
  } catch {
    throw new ServiceFailure("ERROR_PATH_NOT_FOUND", "Wsl/ERROR_PATH_NOT_FOUND");
  }
  const { exported } = await instances.lock.run(async () => {
    const entry = instances.find(ask.name);
    instances.requireSettled(entry);
    await instances.stop(entry);
    const dir = instances.folder(entry);
    for (const part of ["upper", "work", "root"]) mkdirSync(join(dir, part), { recursive: true });
    const pack = async () => {
      const script =
        'mount -t overlay export -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"\n' +
        'exec tar --numeric-owner --one-file-system -C "$2/root" -cf "$3" .';
      const unshare = ["--mount", "--propagation", "private", "sh", "-ec", script, "sh"];
      await run("unshare", [...unshare, entry.lower.join(":"), dir, file ?? ""], limits).catch(() => {
        throw new ServiceFailure("MessageExportFailed", "Wsl/Service/WSL_E_EXPORT_FAILED");
      });
      await new Promise((resolve) => setTimeout(resolve, readMachine(instances.place.home).installMs));
    };
    return { exported: instances.during(entry, "Exporting", pack) };
  });
  await exported;
  return {};
}

/** A Windows path, or one of ours. */
function hostPath(instances: Instances, path: string): string | null {
  return isAbsolute(path) ? path : fromWindowsPath(instances.place.home, path);
}
