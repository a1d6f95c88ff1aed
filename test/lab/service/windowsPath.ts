import { join, win32 } from "node:path";

/** Where a path on the C: drive lies for us; null when it is on no drive that the lab has. */
export function fromWindowsPath(home: string, path: string): string | null {
  const absolute = /^(?:\\\\\?\\)?([a-z]):[\\/]?(.*)$/i.exec(path);
  if (absolute === null || absolute[1]?.toLowerCase() !== "c") return null;
  return join(home, "c", ...win32.normalize(`\\${absolute[2] ?? ""}`).split("\\"));
}
