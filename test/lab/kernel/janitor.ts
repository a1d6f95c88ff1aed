import { spawn, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { toolEnv } from "./runTool.ts";

const script = fileURLToPath(new URL("janitor.sh", import.meta.url));
const graceMs = 120_000;

export interface Janitor {
  readonly pid: number;
  /** Lets it clear the lab away, and waits until it has. */
  finish(): Promise<void>;
}

/** A process that clears the lab away once this one is gone, by whatever way. It must be there before the lab is. */
export function startJanitor(home: string, cgroup: string): Janitor {
  // A session of its own: what is typed at the terminal is not for it. The pipe is closed on exec, so nothing that
  // this process starts keeps it open.
  const child = spawn(script, [home, cgroup], {
    stdio: ["pipe", "ignore", "ignore"],
    env: toolEnv,
    detached: true,
  });
  if (child.pid === undefined) throw new Error(`could not start ${script}`);
  const stdin = child.stdin as Socket;
  child.unref();
  stdin.unref();
  return {
    pid: child.pid,
    async finish() {
      stdin.end();
      await untilExit(child);
    },
  };
}

/** Clears away what a dead owner left, at once. */
export async function sweepLab(home: string, cgroup: string): Promise<void> {
  await untilExit(spawn(script, [home, cgroup], { stdio: "ignore", env: toolEnv }));
}

async function untilExit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = new Promise<void>((resolve, reject) => {
    child.once("exit", () => resolve());
    child.once("error", reject);
  });
  const cancel = new AbortController();
  const late = sleep(graceMs, true, { signal: cancel.signal }).catch(() => false);
  if (await Promise.race([ended.then(() => false), late])) {
    child.kill("SIGKILL");
    throw new Error("the lab could not be cleared away in time");
  }
  cancel.abort();
}
