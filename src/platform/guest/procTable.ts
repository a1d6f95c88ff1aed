import type { ProcessEntry } from "../../core/ports/processes.ts";
import { cgroupPathOf, parseProcStat } from "../../core/parse/procfs.ts";

/** What a shell reads of `/proc` in one go, each part as one program prints it for all processes. */
export interface ProcTableText {
  /** `/proc/uptime`. */
  readonly uptime: string;
  /** The `stat` of every process, one after the other. */
  readonly stat: string;
  /** `grep -H ^Uid: …/status`. */
  readonly uid: string;
  /** `grep -azH '' …/cmdline`: the path and an argument, up to a NUL, again and again. */
  readonly args: string;
  /** `ls -ln …/exe` with names escaped. */
  readonly exe: string;
  /** `grep -H '' …/cgroup`. */
  readonly cgroup: string;
  /** `ls -ln …/fd/` with names escaped: a heading for every folder that may be read. */
  readonly fd: string;
}

/** The processes, as they were at `now` (epoch milliseconds). */
export function parseProcTable(text: ProcTableText, now: number): readonly ProcessEntry[] {
  const uptimeSeconds = Number.parseFloat(text.uptime);
  const uids = byPid(text.uid, /^\/proc\/(\d+)\/status:Uid:\t(\d+)/);
  const args = byPid(text.args.replaceAll("\n", "\u0001"), /^\/proc\/(\d+)\/cmdline:(.*)$/s, "\0");
  const executables = byPid(text.exe, /\/proc\/(\d+)\/exe -> (.*)$/);
  const cgroups = byPid(text.cgroup, /^\/proc\/(\d+)\/cgroup:(.*)$/);
  const sockets = socketsByPid(text.fd);
  return statsIn(text.stat).map((stat): ProcessEntry => {
    const { pid, parentPid, name, state, isKernelThread, startedAfterMs } = stat;
    const executable = executables.get(pid)?.[0];
    const startedAt = now - uptimeSeconds * 1000 + startedAfterMs;
    return {
      pid,
      parentPid,
      uid: Number(uids.get(pid)?.[0] ?? -1),
      name,
      args: withoutPadding(args.get(pid) ?? []).map((arg) => arg.replaceAll("\u0001", "\n")),
      executable: executable === undefined ? null : unescapeName(executable),
      cgroup: cgroupPathOf(cgroups.get(pid) ?? []),
      socketInodes: isKernelThread ? [] : (sockets.get(pid) ?? null),
      startedAt: Number.isFinite(startedAt) ? Math.round(startedAt) : null,
      state,
    };
  });
}

/** A process may put a line end into its name, so a line that does not start one goes with the line before. */
function statsIn(text: string): readonly NonNullable<ReturnType<typeof parseProcStat>>[] {
  return text.split(/\n(?=\d+ \()/).flatMap((line) => parseProcStat(line.trimEnd()) ?? []);
}

/** The second group of every line that matches, by the pid in the first one. */
function byPid(text: string, pattern: RegExp, end = "\n"): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const line of text.split(end)) {
    const [, pid, value] = pattern.exec(line) ?? [];
    if (pid === undefined || value === undefined) continue;
    const values = found.get(Number(pid));
    if (values === undefined) found.set(Number(pid), [value]);
    else values.push(value);
  }
  return found;
}

/** A process that set its title leaves the title, padded with NULs, as its only argument. */
function withoutPadding(args: readonly string[]): readonly string[] {
  return args.slice(0, args.findLastIndex((arg) => arg !== "") + 1);
}

function socketsByPid(text: string): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  let current: number[] | null = null;
  for (const line of text.split("\n")) {
    const heading = /^\/proc\/(\d+)\/fd\/?:$/.exec(line)?.[1];
    if (heading !== undefined) {
      current = [];
      found.set(Number(heading), current);
    }
    const inode = / -> socket:\[(\d+)\]$/.exec(line)?.[1];
    if (inode !== undefined) current?.push(Number(inode));
  }
  return found;
}

/** Undoes `QUOTING_STYLE=escape` of GNU ls; other ls leave names as they are. */
function unescapeName(name: string): string {
  return name.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCodePoint(Number.parseInt(code, 8)) : code,
  );
}
