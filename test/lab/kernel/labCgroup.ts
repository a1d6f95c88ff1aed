/**
 * Everything that a lab starts lives in one cgroup, with one more below it for each instance: whatever a process does
 * to get away (sessions, daemons, namespaces of its own), one write ends it.
 */
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runTool } from "./runTool.ts";

/** Where a lab mounts the cgroup file system for itself on a machine that has none. */
export function ownMountOf(home: string): string {
  return join(home, "cgroup2");
}

/** The cgroup of a lab, or one below it, as a folder. */
export function cgroupFolder(
  place: { readonly home: string; readonly cgroup: string },
  ...below: string[]
): string {
  const mount = cgroupMount(place.home);
  if (mount === null) throw new Error("no cgroup2 file system is mounted");
  return join(mount, place.cgroup, ...below);
}

/** Sees to it that there is a cgroup file system; the janitor unmounts what this mounts. */
export async function ensureCgroupMount(home: string): Promise<string> {
  const found = cgroupMount(home);
  if (found !== null) return found;
  const at = ownMountOf(home);
  await mkdir(at, { recursive: true });
  await runTool(["mount", "-t", "cgroup2", "cgroup2", at]);
  return at;
}

/** The mount of this lab, else the machine's; never that of another lab, which may go at any time. */
export function cgroupMount(home: string): string | null {
  const mounts = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .flatMap(([, at, type]) => (type === "cgroup2" && at !== undefined ? [at] : []));
  const own = ownMountOf(home);
  return mounts.find((at) => at === own) ?? mounts.find((at) => !at.endsWith("/cgroup2")) ?? null;
}

/** Starts a program as a member of that cgroup, which is made when it is not there. */
export function spawnInCgroup(folder: string, argv: readonly string[], options: SpawnOptions): ChildProcess {
  const [program, ...args] = argvInCgroup(folder, argv);
  return spawn(program, args, options);
}

/** The command that turns into that program once it is a member of the cgroup, which is made when it is not there. */
export function argvInCgroup(folder: string, argv: readonly string[]): [string, ...string[]] {
  mkdirSync(folder, { recursive: true });
  const enter = 'echo 0 >"$1/cgroup.procs" && shift && exec "$@"';
  return ["/bin/sh", "-c", enter, "sh", folder, ...argv];
}

/** SIGKILL to every process in there at once, then removes it with all that is below. */
export async function killCgroup(folder: string): Promise<void> {
  try {
    await writeFile(join(folder, "cgroup.kill"), "1");
    for (let tries = 0; tries < 1000 && (await isPopulated(folder)); tries += 1) await sleep(5);
    await removeBelow(folder);
  } catch (error) {
    // Somebody else has removed it, perhaps between opening and reading.
    if (!["ENOENT", "ENODEV"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

async function isPopulated(folder: string): Promise<boolean> {
  return (await readFile(join(folder, "cgroup.events"), "utf8")).includes("populated 1");
}

async function removeBelow(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await removeBelow(join(folder, entry.name));
  }
  await rmdir(folder);
}
