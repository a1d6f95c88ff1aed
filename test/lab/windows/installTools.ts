import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedDir } from "../../support/embeddedInstall.ts";
import { type ToolEntry, toolRegistry } from "./toolRegistry.ts";

/** Without it every start of a program compiles it anew, which takes four times as much computing. */
const compileCache = join(embeddedDir, "lab/compile-cache");

const labFolder = fileURLToPath(new URL("..", import.meta.url));

/** Puts programs, by default Windows' own, on the C: drive of the lab at `home`, as launchers for what plays them. */
export async function installTools(home: string, tools: readonly ToolEntry[] = toolRegistry): Promise<void> {
  for (const { path, source } of tools) {
    const file = join(home, "c", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, launcher(home, source));
    await chmod(file, 0o755);
  }
  // Windows tells no case apart: WSL appends C:\Windows\system32 to PATH, people type System32.
  await symlink("System32", join(home, "c/Windows/system32")).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

function launcher(home: string, source: string): string {
  const words = [process.execPath, "--no-warnings", join(labFolder, source), home];
  return `#!/bin/sh\nNODE_COMPILE_CACHE=${quoted(compileCache)} exec ${words.map(quoted).join(" ")} "$@"\n`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
