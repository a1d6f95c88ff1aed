import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { existsSync } from "node:fs";
import { isAbsolute, join, win32 } from "node:path";
import { windowsEnvironment } from "./windowsEnvironment.ts";

/** Starts a program of the C: drive by its Windows path or its bare name; null when there is none. */
export function startProgram(
  home: string,
  argv: readonly string[],
  stdio: StdioOptions,
  env: Readonly<Record<string, string | undefined>> = {},
): ChildProcess | null {
  const [name = "", ...args] = argv;
  const file = findProgram(home, name);
  if (file === null) return null;
  return spawn(file, args, {
    stdio,
    cwd: join(home, "c/Windows"),
    env: { ...windowsEnvironment(home), ...env },
    detached: stdio === "ignore",
  });
}

function findProgram(home: string, name: string): string | null {
  const drive = join(home, "c");
  const onDrive = (path: string) => join(drive, ...win32.normalize(path).replace(/^c:/i, "").split("\\"));
  const endings = /\.\w+$/.test(name) ? [""] : [".exe"];
  const folders = /[\\/]/.test(name)
    ? [""]
    : ["C:\\Windows\\System32\\", "C:\\Windows\\", "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\"];
  for (const folder of folders) {
    for (const ending of endings) {
      const file = isAbsolute(name) ? name : onDrive(`${folder}${name}${ending}`);
      if (existsSync(file)) return file;
    }
  }
  return null;
}
