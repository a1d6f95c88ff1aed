/** Who a lab belongs to. A pid alone comes back; with the time when it started it is one process. */
import { readFileSync } from "node:fs";

export interface LabOwner {
  readonly pid: number;
  /** In clock ticks since the machine started. */
  readonly startedAt: string;
}

export function identify(pid: number): LabOwner {
  const startedAt = startOf(pid);
  if (startedAt === null) throw new Error(`process ${pid} has ended`);
  return { pid, startedAt };
}

export function isAlive(owner: LabOwner): boolean {
  return startOf(owner.pid) === owner.startedAt;
}

/** The cgroup names its owner, so that one without a home can be judged too. */
export function cgroupName(owner: LabOwner, lab: string): string {
  return `gateway-lens-lab.${owner.pid}.${owner.startedAt}.${lab}`;
}

export function ownerOfCgroup(name: string): LabOwner | null {
  const [, pid, startedAt] = /^gateway-lens-lab\.(\d+)\.(\d+)\./.exec(name) ?? [];
  return pid === undefined || startedAt === undefined ? null : { pid: Number(pid), startedAt };
}

/** Field 22 of `stat`, counted behind the name in parentheses, which may hold anything; null for what has ended. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
