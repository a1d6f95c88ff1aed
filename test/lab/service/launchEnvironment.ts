import type { Account } from "../protocol.ts";
import { isAtLeast } from "./errors.ts";
import type { WslConf } from "./wslConf.ts";

export interface LaunchSurroundings {
  readonly instance: string;
  readonly computerName: string;
  readonly account: Account;
  readonly conf: WslConf;
  readonly wslVersion: string;
  /** Text of `/etc/default/locale`, null when there is none. */
  readonly localeFile: string | null;
  /** Folders in Windows' PATH beside its own, below the C: drive. */
  readonly installedFolders: readonly string[];
}

const linuxPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games";
const windowsPath = ["Windows/system32", "Windows", "Windows/System32/WindowsPowerShell/v1.0/"];

/** The environment in which init starts a command; no profile is read for it (microsoft/WSL `init/init.cpp`). */
export function launchEnvironment(around: LaunchSurroundings): Readonly<Record<string, string>> {
  const { account, conf } = around;
  const drive = `${conf.automountRoot}/c`;
  const appended = conf.interop && conf.appendWindowsPath && conf.automount;
  const folders = appended ? [...windowsPath, ...around.installedFolders] : [];
  const lang = /^LANG="?([^"\n]+)/m.exec(around.localeFile ?? "")?.[1] ?? "en_US.UTF-8";
  // 2.6.3 sets it with a slash at its end.
  const runtimeDir = `/run/user/${account.uid}${isAtLeast(around.wslVersion, "2.6.4") ? "" : "/"}`;
  return {
    HOSTTYPE: process.arch === "arm64" ? "aarch64" : "x86_64",
    LANG: lang,
    PATH: [linuxPath, ...folders.map((folder) => `${drive}/${folder}`)].join(":"),
    TERM: "xterm-256color",
    NAME: around.computerName,
    HOME: account.home,
    USER: account.name,
    LOGNAME: account.name,
    SHELL: account.shell,
    WSL_DISTRO_NAME: around.instance,
    WSLENV: "",
    WSL2_GUI_APPS_ENABLED: "0",
    ...(conf.interop && { WSL_INTEROP: "/run/WSL/1_interop" }),
    ...(conf.hasSystemd && {
      XDG_RUNTIME_DIR: runtimeDir,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=/run/user/${account.uid}/bus`,
    }),
  };
}
