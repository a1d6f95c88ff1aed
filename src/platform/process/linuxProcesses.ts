import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { failed, success } from "../../core/base/outcome.ts";
import { cgroupPathOf, parseProcStat } from "../../core/parse/procfs.ts";
import type { ProcessEntry, Processes } from "../../core/ports/processes.ts";
import { ownEnvironment, pickVariables } from "./environment.ts";

/** Processes read before other work gets a turn. */
const batchSize = 64;

/**
 * Processes from /proc. The calls are synchronous because /proc never waits for a disk: on a few hundred
 * processes that is several times as fast as the thread pool; a pause after each batch lets other work in.
 */
export const linuxProcesses: Processes = {
  async list() {
    let names: string[];
    try {
      names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    } catch (error) {
      return failed({ reason: "unsupported", detail: (error as Error).message });
    }
    const bootedAt = bootTime();
    const entries: ProcessEntry[] = [];
    for (const [index, name] of names.entries()) {
      const entry = readProcess(Number(name), bootedAt);
      if (entry !== null) entries.push(entry);
      if (index % batchSize === batchSize - 1) await new Promise(setImmediate);
    }
    return success(entries);
  },

  async environment(pid, names) {
    if (pid === "self") return success(ownEnvironment(names));
    try {
      const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      return success(pickVariables(variables, names));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const isGone = code === "ENOENT" || code === "ESRCH";
      return failed({ reason: isGone ? "not-found" : "no-permission", detail: message });
    }
  },
};

/** Null when the process ended while it was being read. */
function readProcess(pid: number, bootedAt: number | null): ProcessEntry | null {
  const dir = `/proc/${pid}`;
  const stat = parseProcStat(readText(`${dir}/stat`) ?? "");
  const status = readText(`${dir}/status`);
  if (stat === null || status === null) return null;
  const { name, state, parentPid, isKernelThread, startedAfterMs } = stat;
  return {
    pid,
    parentPid,
    uid: Number(/^Uid:\t(\d+)/m.exec(status)?.[1] ?? -1),
    name,
    // Asking a kernel thread for these is the slow way to learn that it has none.
    args: isKernelThread ? [] : readArgs(dir),
    executable: isKernelThread ? null : readLink(`${dir}/exe`),
    cgroup: cgroupPathOf((readText(`${dir}/cgroup`) ?? "").split("\n")),
    socketInodes: isKernelThread ? [] : readSocketInodes(dir),
    startedAt:
      bootedAt === null || !Number.isFinite(startedAfterMs) ? null : Math.round(bootedAt + startedAfterMs),
    state,
  };
}

/** Epoch milliseconds at which the kernel's clock of process times started. */
function bootTime(): number | null {
  const uptimeSeconds = Number(readText("/proc/uptime")?.split(" ")[0]);
  return Number.isFinite(uptimeSeconds) ? Date.now() - uptimeSeconds * 1000 : null;
}

/** A process that set its title leaves the title, padded with NULs, as its only argument. */
function readArgs(dir: string): readonly string[] {
  const line = (readText(`${dir}/cmdline`) ?? "").replace(/\0+$/, "");
  return line === "" ? [] : line.split("\0");
}

function readSocketInodes(dir: string): readonly number[] | null {
  let names: string[];
  try {
    names = readdirSync(`${dir}/fd`);
  } catch {
    return null;
  }
  const inodes: number[] = [];
  for (const name of names) {
    const target = readLink(`${dir}/fd/${name}`);
    if (target?.startsWith("socket:[") === true) inodes.push(Number(target.slice(8, -1)));
  }
  return inodes;
}

/** Null when it may not be read or is gone: for a process that is not ours, or that has just ended. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
