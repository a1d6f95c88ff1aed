/** The Windows that Wine makes when it first runs: made once, so that a lab has one in no time. */
import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureImage } from "../images/rootfs.ts";
import { runTool } from "../kernel/runTool.ts";
import { wineLoader, wineServer } from "./ensureWine.ts";

/** Who the template belongs to; a name that stands for nobody else, since it is replaced wherever it stands. */
export const templateUser = "templateuser";

/** What Wine says otherwise, or says as older Windows do. */
const settings = `Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\\Environment]
"TEMP"="C:\\\\Users\\\\${templateUser}\\\\AppData\\\\Local\\\\Temp"
"TMP"="C:\\\\Users\\\\${templateUser}\\\\AppData\\\\Local\\\\Temp"
"PATH"="C:\\\\Users\\\\${templateUser}\\\\AppData\\\\Roaming\\\\npm"

[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion]
"CSDVersion"=""
"CurrentBuild"="26100"
"CurrentBuildNumber"="26100"
"CurrentVersion"="10.0"
"ProductName"="Windows 11 Pro"

[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList]
"ProfilesDirectory"="C:\\\\Users"

[HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Control\\Session Manager\\Environment]
"PATH"="C:\\\\Windows\\\\system32;C:\\\\Windows;C:\\\\Windows\\\\System32\\\\Wbem;C:\\\\Windows\\\\System32\\\\WindowsPowerShell\\\\v1.0;C:\\\\Program Files\\\\nodejs"
`;

const bootMs = 180_000;

/**
 * A folder with Wine's registry (`*.reg`) and Windows folder (`windows`). Wine would also make folders for the user
 * and for programs; those are the lab's own.
 */
export async function ensurePrefixTemplate(): Promise<string> {
  const version = await runTool([wineLoader, "--version"]);
  const key = createHash("sha256").update(`${version}\n${settings}`).digest("hex").slice(0, 12);
  return ensureImage(`wine-${key}`, async (image) => {
    await mkdir(join(image, "tmp"), { recursive: true });
    const env = wineEnv(image, join(image, "tmp"), templateUser);
    await runWine([wineLoader, "wineboot.exe", "--init"], env);
    await writeFile(join(image, "settings.reg"), settings);
    await runWine([wineLoader, "reg.exe", "import", join(image, "settings.reg")], env);
    // Ends Wine's services, which would wait some seconds for more to do; the server then writes the registry.
    await runWine([wineServer, "--kill"], env);
    await runWine([wineServer, "--wait"], env);
    await runTool(["mv", join(image, "drive_c/windows"), join(image, "windows")]);
    for (const name of ["drive_c", "dosdevices", "tmp", "wineserver", "settings.reg"]) {
      await rm(join(image, name), { recursive: true, force: true });
    }
  });
}

/**
 * The environment of Wine's own programs; nothing of ours, since Wine hands all of it on to Windows programs.
 * `ours` are programs of System32 that count before those of the same name that Wine has built in.
 */
export function wineEnv(
  prefix: string,
  tmp: string,
  user: string,
  ours: readonly string[] = [],
): Record<string, string> {
  return {
    PATH: "/usr/bin:/bin",
    WINEPREFIX: prefix,
    WINEARCH: "win64",
    WINEDEBUG: "-all",
    // Neither .NET nor a browser engine, which it would offer to download, nor menus for a desktop.
    WINEDLLOVERRIDES: ["mscoree,mshtml=", "winemenubuilder.exe=d", ...ours.map((name) => `${name}=n`)].join(
      ";",
    ),
    // Where Debian's Wine keeps its socket.
    TMPDIR: tmp,
    HOME: prefix,
    USER: user,
    LC_ALL: "C.UTF-8",
  };
}

/** Its own programs print only what does not matter; a pipe that they left open would keep us waiting. */
async function runWine(argv: readonly string[], env: Record<string, string>): Promise<void> {
  const line = 'exec "$@" </dev/null >"$TMPDIR/out" 2>&1';
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  await runTool(["/usr/bin/env", "-i", ...variables, "/bin/sh", "-c", line, "sh", ...argv], bootMs);
}
