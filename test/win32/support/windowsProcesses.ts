import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process with this pid runs, as this program's own system numbers them. */
function isAliveOnWindows(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Throws when it outlives three seconds. */
export async function untilGoneOnWindows(pid: number): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if (!isAliveOnWindows(pid)) return;
    await sleep(50);
  }
  throw new Error(`process ${pid} is still alive`);
}
