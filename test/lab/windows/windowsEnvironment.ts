import { join } from "node:path";
import { readMachine } from "../machineFile.ts";

/** The environment that a program has on the Windows side. */
export function windowsEnvironment(home: string): Record<string, string> {
  const { user, computerName } = readMachine(home);
  const drive = join(home, "c");
  const folders = ["Windows/System32", "Windows", "Windows/System32/WindowsPowerShell/v1.0"];
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
