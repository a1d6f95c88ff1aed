import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The programs of util-linux and iproute2, wherever the caller's own PATH leads. */
export const toolEnv = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };

/** Runs one short program of the system and returns what it printed; what it said goes into the error. */
export async function runTool(argv: readonly [string, ...string[]], timeoutMs = 20_000): Promise<string> {
  const [program, ...args] = argv;
  const { stdout } = await promisify(execFile)(program, args, {
    env: toolEnv,
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}
