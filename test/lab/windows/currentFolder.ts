import { resolve, win32 } from "node:path";

/** Tells a program its current folder, as Windows names it, where that is no folder of the C: drive. */
export const folderVariable = "LAB_WINDOWS_FOLDER";

/** The current folder as Windows names it; what lies outside of the C: drive plays a share. */
export function currentFolder(home: string): string {
  const told = process.env[folderVariable];
  if (told !== undefined) return told;
  const drive = resolve(home, "c");
  const current = process.cwd();
  if (current !== drive && !current.startsWith(`${drive}/`)) return `\\\\lab${win32.normalize(current)}`;
  return win32.join("C:\\", current.slice(drive.length));
}
