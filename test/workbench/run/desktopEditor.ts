/** The desktop VS Code of this machine, with a profile of its own that leaves the user's alone. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { makeScratchFolder, removeScratchFolder } from "./scratchFolder.ts";

export interface DesktopOptions {
  readonly vsix: string;
  readonly folder: string;
  /** Added to our own environment for the editor. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The path of `code`; null where it would open no window here: without a display, inside WSL (where it starts the one
 * of Windows) and in a terminal of a remote window (where it talks to that window).
 */
export function findDesktopEditor(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env["WSL_DISTRO_NAME"] || env["VSCODE_IPC_HOOK_CLI"]) return null;
  if (process.platform === "linux" && !env["DISPLAY"] && !env["WAYLAND_DISPLAY"]) return null;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const paths = (env["PATH"] ?? "").split(delimiter).map((dir) => join(dir, name));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Installs the extension, opens a window and resolves when the user has closed it. */
export async function useDesktopEditor(editor: string, options: DesktopOptions): Promise<void> {
  const dir = await makeScratchFolder();
  const profile = ["--user-data-dir", join(dir, "data"), "--extensions-dir", join(dir, "extensions")];
  const run = async (...args: string[]) => {
    const isScript = process.platform === "win32"; // a .cmd needs the shell, which takes the arguments as they are
    const quoted = [...profile, ...args].map((arg) => (isScript ? `"${arg}"` : arg));
    const child = spawn(isScript ? `"${editor}"` : editor, quoted, {
      env: { ...process.env, ...options.env },
      stdio: "inherit",
      shell: isScript,
    });
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) throw new Error(`${editor} ${args.join(" ")} ended with ${code}`);
  };
  try {
    await run("--install-extension", options.vsix, "--force");
    await run("--new-window", "--wait", options.folder);
  } finally {
    await removeScratchFolder(dir);
  }
}
