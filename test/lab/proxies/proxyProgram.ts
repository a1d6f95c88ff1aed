import type { ChildProcess } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { guestListeners } from "../kernel/guestListeners.ts";
import { spawnInCgroup } from "../kernel/labCgroup.ts";
import { toolEnv } from "../kernel/runTool.ts";
import type { ProxyProgram } from "./proxyScenario.ts";

/** The root that a program runs in: a clone of the lower layers. */
export interface ProgramRoot {
  readonly folder: string;
  /** Topmost first. */
  readonly lower: readonly string[];
  /** Files here that it has, by path inside. */
  readonly files: Readonly<Record<string, string>>;
}

export interface RunningProgram {
  readonly log: () => string;
}

const startMs = 20_000;
const logBytes = 64 * 1024;
const configFile = "/etc/proxy.conf";

const commands: Readonly<Record<ProxyProgram["server"], readonly string[]>> = {
  nginx: ["/usr/sbin/nginx", "-c", configFile],
  caddy: ["/usr/bin/caddy", "run", "--config", configFile, "--adapter", "caddyfile"],
};

/** A mount namespace of its own, so that nothing is left to unmount. */
const enterRoot = `
  mount -t overlay overlay -o "$1" "$2"
  mount --rbind /dev "$2/dev"
  mount -t proc proc "$2/proc"
  root=$2; shift 2
  exec chroot "$root" "$@"`;

/** Starts a program in that network; resolves when it listens. */
export async function runProgram(
  cgroup: string,
  network: string,
  root: ProgramRoot,
  program: ProxyProgram,
): Promise<RunningProgram> {
  const at = (name: string) => join(root.folder, name);
  for (const name of ["upper", "work", "root"]) await mkdir(at(name), { recursive: true });
  for (const [path, file] of Object.entries(root.files)) {
    await mkdir(dirname(join(at("upper"), path)), { recursive: true });
    await cp(file, join(at("upper"), path));
  }
  await writeFile(join(at("upper"), configFile), program.config);
  const layers = `lowerdir=${root.lower.join(":")},upperdir=${at("upper")},workdir=${at("work")}`;
  const enter = ["nsenter", `--net=${network}`, "--", "unshare", "--mount", "--propagation", "private", "--"];
  const argv = [...enter, "/bin/sh", "-ec", enterRoot, "sh", layers, at("root"), ...commands[program.server]];
  const env = { ...toolEnv, HOME: "/root" };
  const child = spawnInCgroup(cgroup, argv, { stdio: ["ignore", "ignore", "pipe"], env, detached: true });
  const log = tailOf(child);
  await untilListening(child, program.port, log);
  // It stays for the life of the lab, but does not keep this process from ending.
  child.unref();
  return { log };
}

async function untilListening(child: ChildProcess, port: number, log: () => string): Promise<void> {
  const end = performance.now() + startMs;
  while (child.exitCode === null && child.signalCode === null && performance.now() < end) {
    const found = await guestListeners(child.pid ?? 0);
    if (found.some((listener) => listener.port === port)) return;
    await sleep(20);
  }
  throw new Error(`nothing listens on ${port}: ${log()}`);
}

function tailOf(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-logBytes);
  });
  (child.stderr as { unref?: () => void } | null)?.unref?.();
  return () => text;
}
