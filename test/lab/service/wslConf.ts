import { parseIniBoolean, parseIniInteger, parseWslIni } from "./wslIni.ts";

/** What `/etc/wsl.conf` says, which an instance reads when it starts and not again. */
export interface WslConf {
  readonly hasSystemd: boolean;
  /** `[boot] command`: run as root after the start. */
  readonly bootCommand: string | null;
  /** How long systemd may take to come up, and to go down before it is cut off. */
  readonly initTimeoutMs: number;
  readonly defaultUser: string | null;
  readonly automount: boolean;
  /** Ends without a slash: `/mnt`. */
  readonly automountRoot: string;
  readonly interop: boolean;
  readonly appendWindowsPath: boolean;
  readonly hostname: string | null;
  readonly generateHosts: boolean;
  readonly generateResolvConf: boolean;
}

/** Defaults as in microsoft/WSL `src/linux/init/config.cpp`. A value that cannot be read counts as left out. */
export function readWslConf(text: string | null): WslConf {
  const values = new Map(parseWslIni(text ?? "").map(({ name, value }) => [name.toLowerCase(), value]));
  const flag = (name: string, fallback: boolean) => parseIniBoolean(values.get(name) ?? "") ?? fallback;
  return {
    hasSystemd: flag("boot.systemd", false),
    bootCommand: values.get("boot.command") || null,
    initTimeoutMs: parseIniInteger(values.get("boot.inittimeout") ?? "") ?? 10_000,
    defaultUser: values.get("user.default") || null,
    automount: flag("automount.enabled", true),
    automountRoot: (values.get("automount.root") || "/mnt").replace(/\/+$/, ""),
    interop: flag("interop.enabled", true),
    appendWindowsPath: flag("interop.appendwindowspath", true),
    hostname: values.get("network.hostname") || null,
    generateHosts: flag("network.generatehosts", true),
    generateResolvConf: flag("network.generateresolvconf", true),
  };
}
