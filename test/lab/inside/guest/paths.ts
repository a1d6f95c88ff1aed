/** Paths of Linux and Windows in each other's words, as WSL's init translates them. */
import type { InstanceFacts } from "./instanceFacts.ts";

type Place = Pick<InstanceFacts, "name" | "driveRoot">;

/** An absolute Linux path as Windows names it. */
export function toWindowsPath(path: string, { name, driveRoot }: Place): string {
  if (driveRoot !== null && (path === driveRoot || path.startsWith(`${driveRoot}/`))) {
    return `C:\\${path.slice(driveRoot.length + 1).replaceAll("/", "\\")}`;
  }
  return `\\\\wsl.localhost\\${name}${path.replaceAll("/", "\\")}`;
}

/** A Windows path as Linux names it, relative ones too; null when no mount leads there. */
export function toLinuxPath(path: string, { name, driveRoot }: Place): string | null {
  const slashed = path.replaceAll("\\", "/");
  const share = /^\/\/wsl(?:\.localhost|\$)\/([^/]+)(\/.*)?$/i.exec(slashed);
  if (share !== null) return share[1]?.toLowerCase() === name.toLowerCase() ? (share[2] ?? "/") : null;
  if (slashed.startsWith("//") && path.startsWith("\\")) return null;
  const drive = /^([a-z]):(.*)$/i.exec(slashed);
  if (drive === null) return slashed;
  if (driveRoot === null || drive[1]?.toLowerCase() !== "c") return null;
  const rest = (drive[2] ?? "").replace(/^\//, "");
  return rest === "" ? `${driveRoot}/` : `${driveRoot}/${rest}`;
}
