import type { InstanceFacts } from "./instanceFacts.ts";
import { toWindowsPath } from "./paths.ts";

/**
 * The variables that cross from Linux to Windows: only those that WSLENV names
 * (https://learn.microsoft.com/windows/wsl/filesystems). Flags: `/p` a path, `/l` a list of paths, `/u` only into
 * Linux, `/w` only out of it.
 */
export function crossingEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  place: Pick<InstanceFacts, "name" | "driveRoot">,
): Record<string, string> {
  const shares = env["WSLENV"] ?? "";
  const crossing: Record<string, string> = shares === "" ? {} : { WSLENV: shares };
  for (const share of shares.split(":")) {
    const [name = "", flags = ""] = share.split("/");
    const value = env[name];
    if (name === "" || value === undefined || flags.includes("u")) continue;
    if (flags.includes("l")) {
      crossing[name] = value
        .split(":")
        .map((path) => toWindowsPath(path, place))
        .join(";");
    } else crossing[name] = flags.includes("p") ? toWindowsPath(value, place) : value;
  }
  return crossing;
}
