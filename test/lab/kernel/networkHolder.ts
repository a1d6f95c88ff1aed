/** A network namespace is there as long as a process is in it: the holder. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { spawnInCgroup } from "./labCgroup.ts";
import { toolEnv } from "./runTool.ts";

export interface NetworkHolder {
  readonly pid: number;
  /** `/proc/<pid>/ns/net` */
  readonly path: string;
  readonly process: ChildProcess;
}

const startMs = 20_000;

/**
 * Starts a holder in a network of its own, or in the one at `path`. It runs a shell script that says `ready` when it
 * has made the network what it shall be, and then stays as the same process.
 */
export async function startHolder(
  cgroup: string,
  script: string,
  args: readonly string[] = [],
  path: string | null = null,
): Promise<NetworkHolder> {
  const enter = path === null ? ["unshare", "--net", "--"] : ["nsenter", `--net=${path}`, "--"];
  const child = spawnInCgroup(cgroup, [...enter, "/bin/sh", "-ec", script, "sh", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: toolEnv,
    cwd: "/",
    detached: true, // what is typed at the terminal is not for it
  });
  await untilReady(child);
  // It stays for the life of the lab, but no longer keeps this process from ending.
  child.unref();
  const pid = child.pid ?? 0;
  return { pid, path: `/proc/${pid}/ns/net`, process: child };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = "";
  const [stdout, stderr] = [child.stdout as Readable, child.stderr as Readable];
  stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const cancel = new AbortController();
  const limit = AbortSignal.any([cancel.signal, AbortSignal.timeout(startMs)]);
  const ready = once(stdout, "data", { signal: limit });
  const ended = once(child, "close", { signal: limit }).then(() => {
    throw new Error(`no network: ${said}`);
  });
  try {
    await Promise.race([ready, ended]);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  } finally {
    cancel.abort();
    ended.catch(() => undefined);
    ready.catch(() => undefined);
    stdout.destroy();
    stderr.destroy();
  }
}
