/** Starts one instance: its namespaces, its root, WSL's init and process 1. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { binfmtFolder, registerInterop } from "./interopRegistration.ts";
import type { BindMount, BootedInstance, BootOptions } from "./kernelTypes.ts";
import { cgroupFolder, killCgroup, spawnInCgroup } from "./labCgroup.ts";
import { toolEnv } from "./runTool.ts";

const bootScript = fileURLToPath(new URL("boot.sh", import.meta.url));
const initProgram = fileURLToPath(new URL("init.py", import.meta.url));
const bootMs = 60_000;

/** Nothing in an instance may set the machine's clock, load modules or reach its hardware. */
const droppedCapabilities =
  "-sys_time,-sys_module,-sys_rawio,-mac_admin,-mac_override,-audit_control,-wake_alarm";

/** What the lab puts into every instance, where the folder with it is made: see test/lab/inside. */
const insidePrograms: Readonly<Record<string, string>> = {
  init: "/init",
  uname: "/usr/bin/uname",
  wslinfo: "/usr/bin/wslinfo",
  wslpath: "/usr/bin/wslpath",
};

/** Starts an instance; resolves when its init takes commands and process 1 is what it shall be. */
export async function bootInstance(options: BootOptions): Promise<BootedInstance> {
  const { place, dir } = options;
  const cgroup = cgroupFolder(place, `instance-${basename(dir)}`);
  const initSocket = join(dir, "run/init.sock");
  await mkdir(join(dir, "run"), { recursive: true });
  await rm(initSocket, { force: true });
  await mkdir(binfmtFolder(place.home), { recursive: true });
  if (options.hasInterop) await registerInterop(place.home);
  const log = join(dir, "run/boot.log");
  const child = await spawnBoot(options, cgroup, initSocket, log);
  const ended = once(child, "exit").then(() => killCgroup(cgroup));
  try {
    const pid1 = await Promise.race([
      untilBooted(child),
      ended.then(() => Promise.reject(new Error("process 1 ended"))),
      sleep(bootMs, undefined, { ref: false }).then(() => Promise.reject(new Error("it took too long"))),
    ]);
    return {
      pid1,
      initSocket,
      ended,
      async kill() {
        await killCgroup(cgroup);
        await ended;
      },
    };
  } catch (error) {
    await killCgroup(cgroup);
    const said = (await readFile(log, "utf8").catch(() => "")).slice(-2000);
    throw new Error(`${options.name} did not boot: ${said}`, { cause: error });
  }
}

async function spawnBoot(
  options: BootOptions,
  cgroup: string,
  initSocket: string,
  log: string,
): Promise<ChildProcess> {
  const namespaces = ["--mount", "--propagation", "private", "--uts", "--ipc", "--cgroup", "--pid"];
  const stderr = await open(log, "w");
  try {
    return spawnInCgroup(
      cgroup,
      [
        ["nsenter", `--net=${options.network.path}`, "--"],
        ["setpriv", `--bounding-set=${droppedCapabilities}`, `--inh-caps=${droppedCapabilities}`, "--"],
        ["unshare", ...namespaces, "--fork", "--kill-child", "--", bootScript],
      ].flat(),
      {
        stdio: ["ignore", "pipe", stderr.fd],
        env: { ...toolEnv, ...variablesOf(options, initSocket) },
        cwd: "/",
        detached: true, // what is typed at the terminal is not for process 1
      },
    );
  } finally {
    await stderr.close();
  }
}

function variablesOf(options: BootOptions, initSocket: string): Record<string, string> {
  return {
    DIR: options.dir,
    LOWER: options.lower.join(":"),
    NAME_OF_HOST: options.hostname,
    SYSTEMD: options.hasSystemd ? "1" : "0",
    KERNEL: options.kernelRelease,
    BOOT_ID: options.bootId,
    WSL_VERSION: options.wslVersion,
    BINFMT: binfmtFolder(options.place.home),
    INIT_PY: initProgram,
    INIT_SOCKET: initSocket,
    BINDS: bindsOf(options)
      .map(({ from, to, writable }) => `${from}\t${to}\t${writable === true ? "rw" : "ro"}`)
      .join("\n"),
  };
}

function bindsOf({ place, driveRoot, binds }: BootOptions): readonly BindMount[] {
  const drive = driveRoot === null ? [] : [{ from: join(place.home, "c"), to: driveRoot, writable: true }];
  const inside = Object.entries(insidePrograms)
    .map(([name, to]) => ({ from: join(place.home, "inside", name), to }))
    .filter(({ from }) => existsSync(from));
  return [...drive, ...inside, ...binds];
}

/** The script says the pid, and `ready` when init listens; then it becomes process 1. */
async function untilBooted(child: ChildProcess): Promise<number> {
  let said = "";
  const stdout = child.stdout as Readable;
  stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!said.endsWith("ready\n")) await once(stdout, "data");
  const pid1 = parseInt(said, 10);
  // Between a redirection and an exec there is a moment.
  while (!/^(\/sbin)?\/init$/.test(await firstArgument(pid1))) await sleep(2);
  stdout.destroy();
  return pid1;
}

async function firstArgument(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0")[0] ?? "";
}
