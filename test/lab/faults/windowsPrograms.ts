/** Programs on the Windows side of a lab that somebody else started. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { spawnInWindows } from "../kernel/windowsProcess.ts";
import { collectCommand } from "../labCommand.ts";
import { windowsEnvironment } from "../windows/windowsEnvironment.ts";

const program = `require("node:http")
  .createServer((request, response) => response.end("foreign\\n"))
  .listen(Number(process.argv[1]), "127.0.0.1", () => console.log("listening"));`;

const pidFile = (home: string, name: string) => join(home, `${name}.pid`);

const placeOf = (home: string) => JSON.parse(readFileSync(join(home, "place.json"), "utf8")) as LabPlace;

/** Runs one of Windows' programs to its end. */
export async function runOnWindows(home: string, program: string, ...args: readonly string[]): Promise<void> {
  const path = join(home, "c/Windows/System32", program);
  const options = { env: windowsEnvironment(home), cwd: join(home, "c/Windows"), detached: true } as const;
  const { code, stdout } = await collectCommand(spawnInWindows(placeOf(home), [path, ...args], options), {
    timeoutMs: 20_000,
  });
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${stdout.toString()}`);
}

/** Answers HTTP on 127.0.0.1 of Windows, also when this process is gone; throws when the port is taken. */
export async function startForeignServer(home: string, name: string, port: number): Promise<void> {
  const child = spawnInWindows(placeOf(home), [process.execPath, "-e", program, String(port)], {
    stdio: ["ignore", "pipe", "ignore"],
    cwd: "/",
    detached: true,
  });
  const { stdout, pid } = child;
  if (stdout === null || pid === undefined) throw new Error("the foreign server did not start");
  const signal = AbortSignal.timeout(20_000);
  await Promise.race([
    once(stdout, "data", { signal }),
    once(child, "exit", { signal }).then(() => {
      throw new Error(`port ${port} is taken on Windows`);
    }),
  ]);
  writeFileSync(pidFile(home, name), String(pid));
  stdout.destroy();
  child.unref();
}

export function stopForeignServer(home: string, name: string): void {
  const file = pidFile(home, name);
  if (!existsSync(file)) return;
  try {
    process.kill(Number(readFileSync(file, "utf8")), "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
  rmSync(file);
}
