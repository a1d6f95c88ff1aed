/** Who runs on the Windows side of a lab: the processes in the network that plays Windows, named and numbered its way. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import type { ServiceInfo } from "../protocol.ts";

export interface WindowsProcess {
  /** As Windows numbers it: a multiple of 4. */
  readonly pid: number;
  readonly parentPid: number;
  /** As the machine underneath numbers it; null for what has no process of its own there. */
  readonly hostPid: number | null;
  readonly image: string;
  readonly commandLine: string;
  /** Names of the Windows services in it. */
  readonly services: readonly string[];
  readonly memoryKb: number;
  readonly cpuMs: number;
  readonly startedAt: Date;
}

const pidMax = Number(readFileSync("/proc/sys/kernel/pid_max", "utf8"));
const ticksPerSecond = 100;
const pageKb = 4;

export function windowsPid(hostPid: number): number {
  return hostPid * 4;
}

/** The process that a Windows pid stands for; null for those that the lab's service plays. */
export function hostPid(windowsPid: number): number | null {
  return windowsPid % 4 === 0 && windowsPid > 4 && windowsPid < pidMax * 4 ? windowsPid / 4 : null;
}

/** The pid of wslrelay.exe, which the lab's service plays beside wslservice.exe. */
export function relayPid(servicePid: number): number {
  return windowsPid(pidMax + servicePid);
}

/** Those of wslhost.exe, which it plays as well, are further up. */
const hostPidOf = (servicePid: number, index: number) => windowsPid(2 * pidMax + servicePid + index);

/** What holds the lab's networks and starts its programs is no part of Windows. */
const scaffolding = new Set([
  "wineserver64",
  "sleep",
  "nsenter",
  "unshare",
  "setpriv",
  "sh",
  "dash",
  "bash",
  "ip",
  "mount",
]);

/** The processes of Windows, in the order of their pids. `network` is a process in Windows' network. */
export function windowsProcesses(network: number, info: ServiceInfo | null): readonly WindowsProcess[] {
  const place = namespacesOf(network);
  if (place === null) throw new Error("Windows' network cannot be seen: this takes root");
  const found: WindowsProcess[] = [idle, system];
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const pid = Number(entry);
    // Mirrored instances share the network, but have process numbers of their own.
    if (namespacesOf(pid) !== place) continue;
    const process = describe(pid);
    if (process !== null) found.push(process);
    if (process !== null && pid === info?.pid) found.push(...playedByService(process, info));
  }
  return withoutShimRelay(found).sort((one, other) => one.pid - other.pid);
}

/** A program that Wine started stands for itself; what plays it on our side is below the relay of the shims. */
function withoutShimRelay(found: readonly WindowsProcess[]): WindowsProcess[] {
  const relays = new Set(found.flatMap(({ image, pid }) => (image === "shimRelay.exe" ? [pid] : [])));
  return found.filter(({ pid, parentPid }) => !relays.has(pid) && !relays.has(parentPid));
}

function namespacesOf(pid: number): string | null {
  try {
    return `${readlinkSync(`/proc/${pid}/ns/net`)} ${readlinkSync(`/proc/${pid}/ns/pid`)}`;
  } catch {
    return null; // it ended meanwhile
  }
}

function describe(pid: number): WindowsProcess | null {
  try {
    const argv = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const program = basename(readlinkSync(`/proc/${pid}/exe`));
    if (scaffolding.has(program) || argv.some((word) => word.includes("/test/lab/kernel/"))) return null;
    const played = rolePlayed(argv);
    return {
      pid: windowsPid(pid),
      parentPid: windowsPid(fields[1] ?? 0),
      hostPid: pid,
      image: played?.image ?? imageName(argv[0] ?? "", program),
      commandLine: (played?.argv ?? argv).map(quoteArgument).join(" "),
      services: played?.services ?? [],
      memoryKb: (fields[21] ?? 0) * pageKb,
      cpuMs: (((fields[11] ?? 0) + (fields[12] ?? 0)) * 1000) / ticksPerSecond,
      startedAt: new Date(bootTime() + ((fields[19] ?? 0) * 1000) / ticksPerSecond),
    };
  } catch {
    return null;
  }
}

interface Role {
  readonly image: string;
  readonly argv: readonly string[];
  readonly services: readonly string[];
}

/** The lab's own programs under the names of what they play. */
function rolePlayed(argv: readonly string[]): Role | null {
  const at = argv.findIndex((word) => /\/test\/lab\/.*Process\.ts$/.test(word));
  if (at < 0) return null;
  const name = basename(argv[at] ?? "", "Process.ts");
  const services = servicesOf[name];
  if (services !== undefined)
    return { image: services.image, argv: [services.path], services: [services.name] };
  const path = elsewhere[name] ?? `C:\\Windows\\System32\\${name}.exe`;
  return { image: path.split("\\").at(-1) ?? "", argv: [path, ...argv.slice(at + 2)], services: [] };
}

const elsewhere: Readonly<Record<string, string>> = {
  powershell: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
  dockerCli: "C:\\Program Files\\Docker\\Docker\\resources\\bin\\docker.exe",
  dockerBackend: "C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe",
};

const servicesOf: Readonly<Record<string, { image: string; path: string; name: string }>> = {
  service: { image: "wslservice.exe", path: "C:\\Program Files\\WSL\\wslservice.exe", name: "WslService" },
  iphlpsvc: { image: "svchost.exe", path: "C:\\Windows\\System32\\svchost.exe", name: "iphlpsvc" },
  sharedAccess: { image: "svchost.exe", path: "C:\\Windows\\System32\\svchost.exe", name: "SharedAccess" },
};

/** A program that calls itself something.exe is that; another is its file with the ending that Windows gives it. */
function imageName(argv0: string, program: string): string {
  const called = argv0.split(/[\\/]/).at(-1) ?? "";
  return called.toLowerCase().endsWith(".exe") ? called : `${program.replace(/ \(deleted\)$/, "")}.exe`;
}

/** Quotes as programs do for CreateProcess: backslashes count only before a quote. */
export function quoteArgument(argument: string): string {
  if (argument !== "" && !/[\s"]/.test(argument)) return argument;
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
}

/** The lab's service is several processes of Windows in one. */
function playedByService(service: WindowsProcess, info: ServiceInfo): readonly WindowsProcess[] {
  const play = (pid: number, name: string, args: string): WindowsProcess => ({
    ...service,
    pid,
    parentPid: service.pid,
    hostPid: null,
    image: `${name}.exe`,
    commandLine: `"C:\\Program Files\\WSL\\${name}.exe" ${args}`,
    services: [],
  });
  const hasRelay = info.isVmRunning && info.networkingMode === "nat";
  const hosts = Array.from({ length: info.hosts }, (_, index) =>
    play(hostPidOf(info.pid, index), "wslhost", "--distro-id"),
  );
  return [...(hasRelay ? [play(relayPid(info.pid), "wslrelay", "--mode 1")] : []), ...hosts];
}

function bootTime(): number {
  const seconds = /^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1];
  return Number(seconds) * 1000;
}

const always = { parentPid: 0, hostPid: null, commandLine: "", services: [], cpuMs: 0 };
const idle = {
  ...always,
  pid: 0,
  image: "System Idle Process",
  memoryKb: 8,
  startedAt: new Date(bootTime()),
};
const system = { ...always, pid: 4, image: "System", memoryKb: 144, startedAt: new Date(bootTime()) };
