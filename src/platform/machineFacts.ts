import os from "node:os";
import path from "node:path";
import type { MachineFacts } from "../core/ports/machine.ts";

/**
 * The facts of the machine and account that this program runs on. `profile` is its `--profile`, or null; the folder
 * of `openclawPath` counts before PATH.
 */
export function machineFacts(
  profile: string | null,
  openclawPath: string | null,
): Omit<MachineFacts, "storedToken"> {
  const homeDir = os.homedir();
  const account = accountOf();
  return {
    platform: platformOf(process.platform),
    hostname: os.hostname(),
    release: os.release(),
    uid: process.getuid?.() ?? -1,
    userName: account?.username ?? process.env["USER"] ?? "",
    homeDir,
    accountHomeDir: account?.homedir ?? homeDir,
    tempDir: os.tmpdir(),
    cores: os.availableParallelism(),
    path: [
      ...(openclawPath === null ? [] : [path.dirname(openclawPath)]),
      ...(process.env["PATH"] ?? "").split(path.delimiter).filter((entry) => entry !== ""),
    ],
    profile,
    // WSL tells it to what is started in a session, not to services (microsoft/WSL src/linux/init).
    wslInstance: (process.platform === "linux" && process.env["WSL_DISTRO_NAME"]) || null,
  };
}

/** Null for a uid without an entry in the user database, as containers have them. */
function accountOf(): os.UserInfo<string> | null {
  try {
    return os.userInfo();
  } catch {
    return null;
  }
}

/** Other Unix systems are looked at as Linux is; what they lack is then missing, not wrong. */
function platformOf(platform: NodeJS.Platform): MachineFacts["platform"] {
  return platform === "win32" || platform === "darwin" ? platform : "linux";
}
