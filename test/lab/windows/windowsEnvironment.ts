import { existsSync } from "node:fs";
import { join } from "node:path";
import { readMachine } from "../machineFile.ts";

const ownFolders = ["Windows/System32", "Windows", "Windows/System32/WindowsPowerShell/v1.0"];
/** Where programs lie that Windows does not bring along. */
const installedFolders = ["Program Files/Docker/Docker/resources/bin"];

/** Those of them that are there, below the C: drive: setups put them behind Windows' own in PATH. */
export function installedPathFolders(home: string): readonly string[] {
  return installedFolders.filter((folder) => existsSync(join(home, "c", folder)));
}

/** The environment that a program has on the Windows side. */
export function windowsEnvironment(home: string): Record<string, string> {
  const { user, computerName } = readMachine(home);
  const drive = join(home, "c");
  const folders = [...ownFolders, ...installedPathFolders(home)];
  return {
    PATH: [...folders.map((folder) => join(drive, folder)), "/usr/sbin:/usr/bin:/sbin:/bin"].join(":"),
    HOME: join(drive, "Users", user),
    USERNAME: user,
    COMPUTERNAME: computerName,
    USERPROFILE: `C:\\Users\\${user}`,
    LOCALAPPDATA: `C:\\Users\\${user}\\AppData\\Local`,
    APPDATA: `C:\\Users\\${user}\\AppData\\Roaming`,
    TEMP: `C:\\Users\\${user}\\AppData\\Local\\Temp`,
    SystemRoot: "C:\\Windows",
    SystemDrive: "C:",
    ComSpec: "C:\\Windows\\System32\\cmd.exe",
    ProgramFiles: "C:\\Program Files",
    LANG: "C.UTF-8",
  };
}
