import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, win32 } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { parseArguments } from "./argumentParser.ts";
import { findInstance, parseVersion, succeed, wsl1NotSupported } from "./distributions.ts";
import { invalidArgument, invalidUsage, notImplemented, ownFailure, WslFailure } from "./failure.ts";
import type { Surroundings } from "./surroundings.ts";

/** `wsl --export NAME FILE`; `-` is stdout, and then nothing is printed. */
export async function exportInstance(line: string, around: Surroundings): Promise<number> {
  const { positionals, values, flags } = parseArguments(line, {
    positionals: 2,
    flags: { vhd: ["--vhd"] },
    values: { format: ["--format"] },
  });
  const [name = "", target] = positionals;
  const format = values.get("format") ?? "tar";
  if (!["tar", "tar.gz", "tar.xz", "vhd"].includes(format)) throw invalidArgument();
  if (target === undefined || (format === "tar.gz" && flags.has("vhd"))) throw invalidUsage();
  const toStdout = target === "-";
  const file = toStdout ? temporaryFile(around) : win32.resolve(around.folder, target);
  const local = localFile(file, around);
  // The file is emptied before the name is looked at, and removed when anything fails.
  if (!existsSync(dirname(local))) throw fileFailure("ERROR_PATH_NOT_FOUND");
  writeFileSync(local, "");
  try {
    const entry = await findInstance(name, around);
    if (flags.has("vhd") || format === "vhd" || format === "tar.xz")
      throw notImplemented(around.machine.wslVersion);
    await (await around.service()).call("export", { name: entry.name, file });
    if (format === "tar.gz") await compress(local);
    if (!toStdout) return succeed(around);
    for await (const chunk of createReadStream(local)) await around.output.stdout.write(chunk as Buffer);
    rmSync(local);
    return 0;
  } catch (error) {
    rmSync(local, { force: true });
    throw error;
  }
}

async function compress(local: string): Promise<void> {
  const packed = `${local}.gz`;
  await pipeline(createReadStream(local), createGzip(), createWriteStream(packed));
  await pipeline(createReadStream(packed), createWriteStream(local));
  rmSync(packed);
}

/** `wsl --import NAME FOLDER FILE`. */
export async function importInstance(line: string, around: Surroundings): Promise<number> {
  const { positionals, values, flags } = parseArguments(line, {
    positionals: 3,
    flags: { vhd: ["--vhd"] },
    values: { version: ["--version"] },
  });
  const [name, location, file] = positionals;
  const version = parseVersion(values.get("version") ?? "2");
  if (name === undefined || location === undefined || file === undefined) throw invalidArgument();
  if (!flags.has("vhd") && /\.vhdx?$/i.test(file)) {
    around.output.print({ text: "MessagePassVhdFlag" });
    return ownFailure;
  }
  if (version === 1) throw wsl1NotSupported("Wsl/Service/RegisterDistro");
  if (flags.has("vhd")) throw notImplemented(around.machine.wslVersion, "Wsl/Service/RegisterDistro");
  await register(name, win32.resolve(around.folder, location), file, around);
  return succeed(around);
}

/** `wsl --install --from-file`; the name that it was registered under. */
export async function importFile(
  file: string,
  name: string | undefined,
  location: string | undefined,
  around: Surroundings,
): Promise<string> {
  around.output.print({ text: "MessageInstalling", params: { name: file === "-" ? "<stdin>" : file } });
  if (name === undefined) {
    throw new WslFailure({
      text: "MessageDistributionNameNeeded",
      path: "Wsl/Service/RegisterDistro/WSL_E_DISTRIBUTION_NAME_NEEDED",
    });
  }
  const byDefault = `C:\\Users\\${around.machine.user}\\AppData\\Local\\wsl\\${name}`;
  await register(name, win32.resolve(around.folder, location ?? byDefault), file, around);
  return name;
}

async function register(name: string, location: string, file: string, around: Surroundings): Promise<void> {
  const isStdin = file === "-";
  const source = isStdin ? temporaryFile(around) : win32.resolve(around.folder, file);
  const local = localFile(source, around);
  if (isStdin) await pipeline(around.stdin, createWriteStream(local));
  if (!existsSync(local)) throw fileFailure("ERROR_FILE_NOT_FOUND");
  try {
    await (await around.service()).call("import", { name, location, file: source });
  } finally {
    if (isStdin) rmSync(local, { force: true });
  }
}

function temporaryFile(around: Surroundings): string {
  const folder = `C:\\Users\\${around.machine.user}\\AppData\\Local\\Temp`;
  const local = around.localPath(folder);
  if (local !== null) mkdirSync(local, { recursive: true });
  return `${folder}\\${randomUUID()}.tar`;
}

function localFile(windowsPath: string, around: Surroundings): string {
  const local = around.localPath(windowsPath);
  if (local === null) throw fileFailure("ERROR_PATH_NOT_FOUND");
  return local;
}

const fileFailure = (code: "ERROR_PATH_NOT_FOUND" | "ERROR_FILE_NOT_FOUND") =>
  new WslFailure({ text: code, path: `Wsl/${code}` });
