/**
 * The kernel's list of formats that another program runs: WSL's init registers itself for Windows programs. There is
 * one list in the utility VM, so whatever removes the entry takes interop from every instance
 * (https://github.com/microsoft/WSL/issues/8843).
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Every instance sees it as `/proc/sys/fs/binfmt_misc`. */
export function binfmtFolder(home: string): string {
  return join(home, "binfmt_misc");
}

/** The name of the entry, below `binfmtFolder`. */
export const interopEntry = "WSLInterop";

export async function registerInterop(home: string): Promise<void> {
  await mkdir(binfmtFolder(home), { recursive: true });
  const entry = ["enabled", "interpreter /init", "flags: PF", "offset 0", "magic 4d5a", ""];
  await writeFile(join(binfmtFolder(home), interopEntry), entry.join("\n"));
}

export async function removeInterop(home: string): Promise<void> {
  await rm(join(binfmtFolder(home), interopEntry), { force: true });
}
