/** Folders that go with the process, however it ends. */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const removal = { recursive: true, force: true, maxRetries: 5 } as const;
const folders = new Set<string>();
process.once("exit", () => {
  for (const dir of folders) rmSync(dir, removal);
});

/** The path stays short: sockets are made below it, and a socket's path may have 107 bytes. */
export async function makeScratchFolder(parent: string = tmpdir()): Promise<string> {
  const dir = await mkdtemp(join(parent, "lens-"));
  folders.add(dir);
  return dir;
}

export async function removeScratchFolder(dir: string): Promise<void> {
  await rm(dir, removal);
  folders.delete(dir);
}
