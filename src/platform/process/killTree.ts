import { spawnSync } from "node:child_process";
import path from "node:path";

/**
 * Signals a child and everything it started. On Linux and macOS the child leads a process group; on Windows
 * taskkill walks the tree, which is always forceful there. A tree that is gone already is no error.
 */
export function killTree(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  if (process.platform === "win32") {
    const systemRoot = process.env["SystemRoot"] ?? "C:\\Windows";
    const taskkill = path.win32.join(systemRoot, "System32", "taskkill.exe");
    // Synchronous, because this also runs while the process exits.
    spawnSync(taskkill, ["/PID", String(pid), "/T", "/F"], {
      stdio: "ignore",
      windowsHide: true,
      timeout: 5_000,
    });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // EPERM: what is left of the group belongs to another user or is a zombie (macOS).
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
