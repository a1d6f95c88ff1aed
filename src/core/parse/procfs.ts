/** What `/proc/<pid>/stat` tells of a process. */
export interface ProcStat {
  readonly pid: number;
  readonly name: string;
  readonly state: string;
  readonly parentPid: number;
  readonly isKernelThread: boolean;
  /** Milliseconds from the kernel's start to that of the process; NaN where it is not told. */
  readonly startedAfterMs: number;
}

/** The kernel tells process times in ticks of USER_HZ, which is 100 on every Linux since 2.6. */
const msPerTick = 10;
/** PF_KTHREAD; such a thread has no program and no descriptors. */
const kernelThreadFlag = 0x0020_0000;

/** Null for a text that is none. */
export function parseProcStat(stat: string): ProcStat | null {
  // The name stands in parentheses and may itself hold blanks and parentheses: the last one ends it.
  const nameEnd = stat.lastIndexOf(")");
  const pid = Number.parseInt(stat, 10);
  if (nameEnd === -1 || !Number.isInteger(pid)) return null;
  const fields = stat.slice(nameEnd + 2).split(" ");
  return {
    pid,
    name: stat.slice(stat.indexOf("(") + 1, nameEnd),
    state: fields[0] ?? "",
    parentPid: Number(fields[1]),
    isKernelThread: (Number(fields[6]) & kernelThreadFlag) !== 0,
    startedAfterMs: Number(fields[19]) * msPerTick,
  };
}

/** The path in the unified hierarchy, or in systemd's own one on a machine with cgroup v1; null where neither is told. */
export function cgroupPathOf(lines: readonly string[]): string | null {
  const line =
    lines.find((entry) => entry.startsWith("0::")) ?? lines.find((entry) => entry.includes(":name=systemd:"));
  return line?.slice(line.indexOf(":", line.indexOf(":") + 1) + 1) ?? null;
}
