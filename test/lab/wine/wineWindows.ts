/** Windows programs in a lab: Wine in the network, the C: drive and the cgroup of the Windows that the lab plays. */
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cgroupFolder, killCgroup, spawnInCgroup } from "../kernel/labCgroup.ts";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { readMachine } from "../machineFile.ts";
import { fromWindowsPath } from "../service/windowsPath.ts";
import { ensureShims, ensureWindowsNode, ensureWine, wineLoader } from "./ensureWine.ts";
import { ensurePrefixTemplate, wineEnv } from "./prefixTemplate.ts";
import { startShimRelay } from "./startShimRelay.ts";
import { makeWinePrefix, winePaths } from "./winePrefix.ts";
import { wineRegistry } from "./wineRegistry.ts";
import { startWineServer, type WineServer } from "./wineServer.ts";

export interface WindowsRunOptions {
  /** Over what Windows gives every program; its `PATH` comes before Windows' own. */
  readonly env?: Readonly<Record<string, string>>;
  /** On the C: drive; default the account's folder. */
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  /** Default 60 s; then it is killed with all that it started. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface WindowsRun {
  /** The lowest eight bits, all that Wine hands to our side; null when it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
  /** How many processes it left behind. They are ended. */
  readonly leftBehind: number;
}

export interface WineWindows {
  /** The account's folder as Windows names it. */
  readonly profile: string;
  /** Runs a Windows program; the argv reaches it as it is. */
  run(argv: readonly [string, ...string[]], options?: WindowsRunOptions): Promise<WindowsRun>;
  /** Runs Node for Windows. */
  node(args: readonly string[], options?: WindowsRunOptions): Promise<WindowsRun>;
  stop(): Promise<void>;
}

export const windowsNodePath = "C:\\Program Files\\nodejs\\node.exe";
/** What ends by itself has this long after the program that started it. */
const leaveMs = 1_000;

export interface WineOptions {
  /** Programs that Windows programs can start beside those of every lab: paths on the C: drive where launchers lie. */
  readonly programs?: readonly string[];
}

/** Starts Wine in a lab whose C: drive has Windows' programs already. */
export async function startWine(place: LabPlace, options: WineOptions = {}): Promise<WineWindows> {
  await ensureWine();
  const template = await ensurePrefixTemplate();
  const from = { template, shims: await ensureShims(), node: await ensureWindowsNode() };
  const { home } = place;
  const { user, computerName } = readMachine(home);
  const { dir, prefix, tmp } = winePaths(home);
  const { covers, programs } = await makeWinePrefix(home, from, options.programs ?? []);
  const relay = await startShimRelay(place);
  const env = wineEnv(prefix, tmp, user, programs);
  const server = await startWineServer(place, { env, template, covers, computerName });
  const profile = `C:\\Users\\${user}`;
  const registry = wineRegistry(home, join(dir, "lab.reg"), (file) => importRegistry(place, server, file));
  let count = 0;
  const run = async (argv: readonly string[], how: WindowsRunOptions = {}) => {
    count += 1;
    const name = String(count);
    await registry.update();
    return runProgram(place, server, name, argv, { cwd: profile, ...how });
  };
  return {
    profile,
    run,
    node: (args, how) => run([windowsNodePath, ...args], how),
    async stop() {
      registry.close();
      await server.stop();
      await relay.stop();
    },
  };
}

async function importRegistry(place: LabPlace, server: WineServer, file: string): Promise<void> {
  const cgroup = cgroupFolder(place, "windows", "wine");
  const argv = [...server.enter, "/", wineLoader, "reg.exe", "import", `Z:${file}`];
  const child = spawnInCgroup(cgroup, argv, { env: server.env, stdio: "ignore" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`reg.exe import ended with ${code}: see ${file}`);
}

async function runProgram(
  place: LabPlace,
  server: WineServer,
  name: string,
  argv: readonly string[],
  options: WindowsRunOptions & { readonly cwd: string },
): Promise<WindowsRun> {
  const { timeoutMs = 60_000, signal, input = "" } = options;
  const { PATH: searchPath, ...variables } = options.env ?? {};
  const cwd = fromWindowsPath(place.home, options.cwd);
  if (cwd === null) throw new Error(`${options.cwd} is not on the C: drive`);
  const folder = join(winePaths(place.home).runs, name);
  await mkdir(folder);
  const [stdin, stdout, stderr] = ["stdin", "stdout", "stderr"].map((stream) => join(folder, stream)) as [
    string,
    string,
    string,
  ];
  await writeFile(stdin, input);
  // Files, because Wine gives Node a pipe of ours as something that it cannot open (`open EBADF`).
  const stdio = [openSync(stdin, "r"), openSync(stdout, "w"), openSync(stderr, "w")];
  const cgroup = cgroupFolder(place, "windows", `run-${name}`);
  const started = performance.now();
  const child = spawnInCgroup(cgroup, [...server.enter, cwd, wineLoader, ...argv], {
    env: { ...server.env, ...variables, ...(searchPath !== undefined && { WINEPATH: searchPath }) },
    stdio,
  });
  for (const descriptor of stdio) closeSync(descriptor);
  const limit = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? limit : AbortSignal.any([limit, signal]);
  const kill = () => void killCgroup(cgroup);
  either.addEventListener("abort", kill, { once: true });
  if (either.aborted) kill();
  const [exitCode] = (await once(child, "exit")) as [number | null];
  either.removeEventListener("abort", kill);
  const elapsedMs = performance.now() - started;
  const leftBehind = await processesIn(cgroup);
  await killCgroup(cgroup);
  const printed = { stdout: await readFile(stdout, "utf8"), stderr: await readFile(stderr, "utf8") };
  await rm(folder, { recursive: true });
  if (!server.isUp()) throw new Error(`Wine's server is gone: ${argv.join(" ")}`);
  if (limit.aborted) {
    throw new Error(`no end within ${timeoutMs} ms: ${argv.join(" ")}\n${printed.stdout}\n${printed.stderr}`);
  }
  return { exitCode: either.aborted ? null : exitCode, ...printed, elapsedMs, leftBehind };
}

/** How many are in that cgroup still, after those that are on their way out have gone. */
async function processesIn(cgroup: string): Promise<number> {
  const giveUpAt = performance.now() + leaveMs;
  for (;;) {
    const text = await readFile(join(cgroup, "cgroup.procs"), "utf8").catch(() => "");
    const left = text.split("\n").filter((line) => line !== "").length;
    if (left === 0 || performance.now() > giveUpAt) return left;
    await sleep(10);
  }
}
