/** Wine's own files of one lab: the registry, the drives, and what lies over the template's Windows folder. */
import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readMachine } from "../machineFile.ts";
import { toolRegistry } from "../windows/toolRegistry.ts";
import { templateUser } from "./prefixTemplate.ts";

/** Where the parts lie below the home of a lab. */
export function winePaths(home: string) {
  const dir = join(home, "wine");
  return {
    dir,
    prefix: join(dir, "prefix"),
    /** Over the template's Windows folder. */
    upper: join(dir, "windows"),
    work: join(dir, "work"),
    tmp: join(dir, "tmp"),
    runs: join(dir, "runs"),
    /** Where the relay says how it is reached; `C:\Windows\lab-relay` for Windows programs. */
    relayFile: join(dir, "windows/lab-relay"),
    drive: join(home, "c"),
  };
}

/** What Wine does as Windows does it; for every other program of the lab a shim stands. */
const playedByWine = new Set(["reg.exe", "cmd.exe", "hostname.exe"]);

/** A file of the C: drive that Windows programs see another one at. */
export interface Cover {
  readonly from: string;
  /** Below the C: drive. */
  readonly path: string;
}

export interface WineFiles {
  /** Where our side has launchers, which Windows programs cannot start. */
  readonly covers: readonly Cover[];
  /** Names of the programs that were put into the Windows folder. */
  readonly programs: readonly string[];
}

/**
 * Makes them for the account that the lab's machine names. `more` are further programs of the C: drive, by their path
 * on it, for which launchers lie there.
 */
export async function makeWinePrefix(
  home: string,
  from: { readonly template: string; readonly shims: string; readonly node: string },
  more: readonly string[],
): Promise<WineFiles> {
  const { prefix, upper, work, tmp, runs, drive } = winePaths(home);
  const { user } = readMachine(home);
  const profile = join(drive, "Users", user);
  const folders = [
    join(prefix, "dosdevices"),
    join(upper, "system32"),
    join(profile, "AppData/Local/Temp"),
    join(profile, "AppData/Roaming/npm"),
    join(drive, "Windows"),
    join(drive, "ProgramData"),
  ];
  for (const folder of [...folders, work, tmp, runs]) await mkdir(folder, { recursive: true });
  for (const name of ["system.reg", "user.reg", "userdef.reg"]) {
    const text = await readFile(join(from.template, name), "latin1");
    await writeFile(join(prefix, name), renamed(text, user), "latin1");
  }
  // Wine would look whether the prefix is older than itself, and make it anew.
  await writeFile(join(prefix, ".update-timestamp"), "disable\n");
  await symlink(drive, join(prefix, "dosdevices/c:"));
  await symlink("/", join(prefix, "dosdevices/z:"));

  await copyFile(join(from.shims, "taskkill.exe"), join(upper, "system32/taskkill.exe"));
  const programs = ["taskkill.exe"];
  const shim = join(from.shims, "shim.exe");
  const covers: Cover[] = [{ from: from.node, path: "Program Files/nodejs/node.exe" }];
  for (const path of [...toolRegistry.map((tool) => tool.path), ...more]) {
    const name = path.split("/").at(-1) ?? "";
    if (playedByWine.has(name) || name === "taskkill.exe") continue;
    const inWindows = /^Windows\/System32\/(.*)$/i.exec(path)?.[1];
    if (inWindows === undefined) {
      covers.push({ from: shim, path });
      continue;
    }
    const file = join(upper, "system32", inWindows);
    await mkdir(join(file, ".."), { recursive: true });
    await copyFile(shim, file);
    programs.push(name);
  }
  for (const { path } of covers) {
    const file = join(drive, path);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, "", { flag: "a" });
  }
  return { covers, programs };
}

/** Wine's registry files are ASCII: any other UTF-16 unit stands as `\x` and four digits. */
function renamed(text: string, user: string): string {
  const inRegistry = user
    .replaceAll("\\", "\\\\")
    .replaceAll(/[^ -~]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return text
    .replaceAll(
      new RegExp(`C:\\\\\\\\users\\\\\\\\${templateUser}`, "gi"),
      () => `C:\\\\Users\\\\${inRegistry}`,
    )
    .replaceAll(templateUser, () => inRegistry);
}
