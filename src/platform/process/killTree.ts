import { spawnSync } from "node:child_process";
import path from "node:path";
import { descendants } from "./descendants.ts";

/**
 * Signals a child and everything it started. On Linux and macOS the child leads a process group, and on Linux its
 * descendants are looked up too, since one that leads a group of its own is not in the child's; on Windows taskkill
 * walks the tree, which is always forceful there. A tree that is gone already is no error.
 *
 * Gives the descendants that it saw. Hand them to the next call as `seen`: once the processes between have ended,
 * they cannot be found any more.
 */
export function killTree(
  pid: number,
  signal: "SIGTERM" | "SIGKILL",
  seen: readonly number[] = [],
): readonly number[] {
  if (process.platform === "win32") {
    const systemRoot = process.env["SystemRoot"] ?? "C:\\Windows";
    const taskkill = path.win32.join(systemRoot, "System32", "taskkill.exe");
    // Synchronous, because this also runs while the process exits.
    spawnSync(taskkill, ["/PID", String(pid), "/T", "/F"], {
      stdio: "ignore",
      windowsHide: true,
      timeout: 5_000,
    });
    return [];
  }
  const below = process.platform === "linux" ? [...new Set([...seen, ...descendants(pid)])] : [];
  send(-pid, signal);
  for (const each of below) send(each, signal);
  return below;
}

function send(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // EPERM: what is left of the group belongs to another user or is a zombie (macOS).
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
