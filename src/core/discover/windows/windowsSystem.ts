import type { Ports } from "../../ports/observed.ts";
import { interopEnvironment } from "./interop.ts";

/** How the programs and files of Windows are reached from here. */
export interface WindowsSystem {
  /** Of its own tools. They are never looked up on PATH, where anybody may have put a file of that name. */
  readonly toolsDir: string;
  /** A directory that Windows can be in; from a Linux path its programs start slowly and complain. */
  readonly workingDir: string;
  /** Added to the environment of its programs. */
  readonly env: Readonly<Record<string, string>>;
  /** The folders that may be the user's own. */
  readonly profiles: readonly string[];
}

/** Null where Windows cannot be reached: in an instance without its drives. */
export function findWindows(ports: Ports): Promise<WindowsSystem | null> {
  return ports.facts.platform === "win32" ? fromWindows(ports) : fromInstance(ports);
}

async function fromWindows({ processes, facts }: Ports): Promise<WindowsSystem> {
  const variables = await processes.environment("self", ["SystemRoot", "USERPROFILE"]);
  const { SystemRoot: root = "C:\\Windows", USERPROFILE: profile = facts.homeDir } = variables.ok
    ? variables.value
    : {};
  return { toolsDir: inFolder(root, "System32"), workingDir: root, env: {}, profiles: [profile] };
}

/** Windows sees its own drives, and WSL mounts them where `/etc/wsl.conf` says. */
async function fromInstance(ports: Ports): Promise<WindowsSystem | null> {
  const { files } = ports;
  const conf = await files.read("/etc/wsl.conf", 65_536);
  const root = /^\s*root\s*=\s*"?([^"\r\n]*?)\/?"?\s*$/m.exec(conf.ok ? conf.value : "")?.[1] ?? "/mnt";
  const drive = `${root}/c`;
  const toolsDir = `${drive}/Windows/System32`;
  if (!(await files.stat(`${toolsDir}/netstat.exe`)).ok) return null;
  const names = await files.list(`${drive}/Users`);
  const profiles = (names.ok ? names.value : [])
    .filter((name) => !/^(?:All Users|Default|Default User|Public|desktop\.ini)$/.test(name))
    .map((name) => `${drive}/Users/${name}`);
  return { toolsDir, workingDir: `${drive}/Windows`, env: await interopEnvironment(ports), profiles };
}

/** A path in a folder, joined as that folder's own path is written. */
export function inFolder(folder: string, name: string): string {
  const separator = folder.includes("\\") || !folder.includes("/") ? "\\" : "/";
  return `${folder.replace(/[\\/]+$/, "")}${separator}${name}`;
}
