/** Windows paths as Linux sees them. */

/** Null when the path is on no drive that is mounted inside, or on a share. */
export function toLinuxPath(windowsPath: string, driveRoot: string | null, instance: string): string | null {
  const shared = /^\\\\wsl(?:\.localhost|\$)\\([^\\]+)(.*)$/i.exec(windowsPath);
  if (shared !== null) {
    const isOwn = shared[1]?.toLowerCase() === instance.toLowerCase();
    return isOwn ? withSlashes(shared[2] ?? "") || "/" : null;
  }
  const drive = /^([a-z]):[\\/]*(.*)$/i.exec(windowsPath);
  if (drive === null || driveRoot === null || drive[1]?.toLowerCase() !== "c") return null;
  return `${driveRoot}/${withSlashes(drive[2] ?? "")}`.replace(/\/$/, "");
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}

/**
 * What WSLENV lets across (learn.microsoft.com/windows/wsl/filesystems): names with flags, `/p` a path, `/l` a list of
 * paths, `/u` only into WSL, `/w` only out of it.
 */
export function sharedEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  translate: (windowsPath: string) => string | null,
): Record<string, string> {
  const shares = env["WSLENV"] ?? "";
  const crossing: Record<string, string> = {};
  for (const share of shares.split(":")) {
    const [name = "", flags = ""] = share.split("/");
    const value = env[name];
    if (name === "" || value === undefined || flags.includes("w")) continue;
    if (flags.includes("l")) {
      crossing[name] = value
        .split(";")
        .flatMap((path) => translate(path) ?? [])
        .join(":");
    } else {
      crossing[name] = flags.includes("p") ? (translate(value) ?? value) : value;
    }
  }
  return shares === "" ? crossing : { ...crossing, WSLENV: shares };
}
