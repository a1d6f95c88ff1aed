/** What Windows keeps that only its own tools read: `<home>/windows.json`. What is left out has the default. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface PortProxyRule {
  readonly kind: "v4tov4" | "v4tov6" | "v6tov4" | "v6tov6";
  /** `*` stands for any. */
  readonly listenAddress: string;
  readonly listenPort: number;
  readonly connectAddress: string;
  readonly connectPort: number;
}

export interface ScheduledTask {
  readonly name: string;
  /** Windows command line. */
  readonly command: string;
  /** As schtasks names it: ONLOGON, ONSTART, DAILY, … */
  readonly schedule: string;
  readonly isEnabled: boolean;
  /** The process that it started last, as the machine underneath numbers it. */
  readonly hostPid: number | null;
  readonly lastResult: number;
}

/** An event of the System log. */
/** As Task Scheduler shows it: what was started lives on or not. */
export function taskState({ isEnabled, hostPid }: ScheduledTask): "Ready" | "Running" | "Disabled" {
  if (hostPid !== null && existsSync(`/proc/${hostPid}`)) return "Running";
  return isEnabled ? "Ready" : "Disabled";
}

export interface LogEvent {
  readonly provider: string;
  readonly id: number;
  /** ISO 8601. */
  readonly time: string;
  readonly message: string;
}

export interface RegistryValue {
  /** In full, such as `HKEY_CURRENT_USER\Environment`. */
  readonly key: string;
  readonly name: string;
  readonly type: "REG_SZ" | "REG_DWORD" | "REG_EXPAND_SZ" | "REG_MULTI_SZ";
  /** As reg.exe prints it. */
  readonly data: string;
}

export interface WindowsState {
  readonly portProxy: readonly PortProxyRule[];
  readonly tasks: readonly ScheduledTask[];
  /** Beyond those that follow from the rest of the lab. */
  readonly registry: readonly RegistryValue[];
  readonly events: readonly LogEvent[];
  readonly clock: "synchronized" | "unsynchronized" | "stopped";
  /** Whether the firewall of each profile is on. */
  readonly firewall: { readonly domain: boolean; readonly private: boolean; readonly public: boolean };
  readonly hyperVInbound: "Allow" | "Block";
  readonly dnsServers: readonly string[];
  /** `host:port` of the proxy that only Windows has. */
  readonly proxy: string | null;
}

const defaults: WindowsState = {
  portProxy: [],
  tasks: [],
  registry: [],
  events: [],
  clock: "synchronized",
  firewall: { domain: true, private: true, public: true },
  hyperVInbound: "Block",
  dnsServers: ["192.168.77.1"],
  proxy: null,
};

export function readWindowsState(home: string): WindowsState {
  try {
    const stored = JSON.parse(readFileSync(join(home, "windows.json"), "utf8")) as Partial<WindowsState>;
    return { ...defaults, ...stored };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return defaults;
    throw error;
  }
}

/** Changes some of it; whoever reads meanwhile sees the old or the new. */
export function writeWindowsState(home: string, changes: Partial<WindowsState>): void {
  const file = join(home, "windows.json");
  const text = JSON.stringify({ ...readWindowsState(home), ...changes }, null, 2);
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}
