/** The Wine of one lab: a mount namespace in which the C: drive is as Windows programs see it, and the server in it. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cgroupFolder, killCgroup, spawnInCgroup } from "../kernel/labCgroup.ts";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { wineLoader, wineServer } from "./ensureWine.ts";
import { winePaths, type Cover } from "./winePrefix.ts";

export interface WineServer {
  /** What goes before an argv, so that it runs in there; the first argument behind it is the folder, one of ours. */
  readonly enter: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** False when it has died: a program would start one of its own, and end without a word where that fails. */
  isUp(): boolean;
  stop(): Promise<void>;
}

export interface WineServerOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly template: string;
  readonly covers: readonly Cover[];
  readonly computerName: string;
}

const startMs = 60_000;

/** $1 lower, $2 upper, $3 work, $4 the C: drive, $5 computer name, $6 server; then pairs of file and place. */
const setUp = `
  mount -t overlay -o "lowerdir=$1,upperdir=$2,workdir=$3" overlay "$4/Windows"
  drive=$4 server=$6
  hostname "$5"
  shift 6
  while [ $# -gt 0 ]; do
    mount --bind "$1" "$drive/$2"
    shift 2
  done
  exec "$server" --foreground --persistent`;

export async function startWineServer(place: LabPlace, options: WineServerOptions): Promise<WineServer> {
  const { env, template, covers, computerName } = options;
  const { upper, work, drive, tmp } = winePaths(place.home);
  const cgroup = cgroupFolder(place, "windows", "wine");
  const inNetwork = ["/usr/bin/nsenter", `--net=${place.windowsNetwork}`];
  const apart = ["/usr/bin/unshare", "--mount", "--uts", "--propagation", "slave", "--"];
  const lower = join(template, "windows");
  const names = [lower, upper, work, drive, computerName, wineServer];
  const pairs = covers.flatMap(({ from, path }) => [from, path]);
  const server = spawnInCgroup(
    cgroup,
    [...inNetwork, "--", ...apart, "/bin/sh", "-ec", setUp, "sh", ...names, ...pairs],
    { env: { ...env, PATH: "/usr/sbin:/usr/bin:/sbin:/bin" }, stdio: ["ignore", "ignore", "inherit"] },
  );
  await untilListening(server, tmp);
  const own = `/proc/${server.pid}/ns`;
  const enter = [
    ...inNetwork,
    `--mount=${own}/mnt`,
    `--uts=${own}/uts`,
    "--",
    "/bin/sh",
    "-c",
    'cd "$0" && exec "$@"',
  ];
  // The services that the first program would start otherwise, to be counted as its own.
  const boot = spawnInCgroup(cgroup, [...enter, drive, wineLoader, "wineboot.exe"], { env, stdio: "ignore" });
  const [code] = (await once(boot, "exit", { signal: AbortSignal.timeout(startMs) })) as [number | null];
  if (code !== 0) throw new Error(`wineboot ended with ${code}`);
  return {
    enter,
    env,
    isUp: () => server.exitCode === null && server.signalCode === null,
    stop: () => killCgroup(cgroup),
  };
}

/** Clients that come before the server listens would start one of their own, outside. */
async function untilListening(server: ChildProcess, tmp: string): Promise<void> {
  const limit = AbortSignal.timeout(startMs);
  while (!limit.aborted) {
    if (server.exitCode !== null) throw new Error(`Wine's server ended with ${server.exitCode}`);
    const files = await readdir(tmp, { recursive: true });
    if (files.some((file) => file.endsWith("/socket"))) return;
    await sleep(10);
  }
  throw new Error("Wine's server does not listen");
}
