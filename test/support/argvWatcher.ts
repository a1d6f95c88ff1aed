/** Watches the arguments of all processes of this machine for secrets. */
import { fileURLToPath } from "node:url";
import { startOwnedProcess } from "./ownedProcess.ts";

export interface ArgvWatcher {
  /** Which secrets have been seen in which process so far. */
  seen(): readonly { readonly pid: number; readonly found: readonly string[] }[];
  stop(): Promise<void>;
}

/** The secrets reach the watcher by its stdin, so that it does not find itself. */
export async function watchArgv(secrets: Readonly<Record<string, string>>): Promise<ArgvWatcher> {
  const script = fileURLToPath(new URL("argvWatcherProcess.ts", import.meta.url));
  const child = startOwnedProcess(process.execPath, [script], { env: {}, cwd: "/" });
  child.send(`${JSON.stringify(secrets)}\n`);
  while (!child.stdout().startsWith("watching\n")) {
    if (!child.isRunning()) throw new Error(`the watcher ended: ${child.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    seen: () => {
      const lines = child.stdout().split("\n").slice(1, -1);
      return lines.map((line) => JSON.parse(line) as { pid: number; found: string[] });
    },
    stop: () => child.kill(),
  };
}
