/** The built command line as its users run it: a child process in a private home. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tools/bootstrap.mjs";

/** `GATEWAY_LENS_CLI` names another build, so that a run does not depend on `dist` staying as it is. */
export const lensPath = process.env["GATEWAY_LENS_CLI"] ?? join(root, "dist/cli.js");

export interface LensRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
}

export interface LensOptions {
  /** Its whole environment. */
  readonly env: Record<string, string>;
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  /** Root reads every file; without that privilege it meets what its users meet. */
  readonly unprivileged?: boolean;
  /** Ends it, with everything below it, and throws. */
  readonly timeoutMs?: number;
}

const isRoot = process.getuid?.() === 0;
const dropReadAll = isRoot ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];

export async function runLens(args: readonly string[], options: LensOptions): Promise<LensRun> {
  const started = performance.now();
  const argv = [...(options.unprivileged ? dropReadAll : []), process.execPath, lensPath, ...args];
  const child = spawn(argv[0] ?? "", argv.slice(1), {
    env: options.env,
    cwd: options.cwd,
    detached: true,
    stdio: "pipe",
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on("error", () => undefined); // it may end before it has read all
  child.stdin.end(options.input ?? "");
  const timeoutMs = options.timeoutMs ?? 150_000;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, timeoutMs);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearTimeout(timer);
  const text = { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
  if (isLate)
    throw new Error(
      `gateway-lens ${args.join(" ")} ran over ${timeoutMs} ms\n${text.stdout}\n${text.stderr}`,
    );
  return { exitCode, ...text, elapsedMs: performance.now() - started };
}

/** The pids of all processes whose environment has this home: whatever was started in it, however it detached. */
export function processesIn(homeDir: string): number[] {
  const mark = Buffer.from(`HOME=${homeDir}\0`);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readProc(pid, "environ").includes(mark))
    .map(Number);
}

/**
 * What runs in this home beside `before`, as pid and arguments. What was killed has half a second: the kernel takes
 * its time.
 */
export async function leftIn(homeDir: string, before: readonly number[] = []): Promise<string[]> {
  const giveUpAt = performance.now() + 500;
  for (;;) {
    const left = processesIn(homeDir).filter((pid) => !before.includes(pid));
    if (left.length === 0 || performance.now() > giveUpAt) {
      return left.map((pid) => `${pid} ${readProc(String(pid), "cmdline").toString().replaceAll("\0", " ")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function readProc(pid: string, file: string): Buffer {
  try {
    return readFileSync(`/proc/${pid}/${file}`);
  } catch {
    return Buffer.alloc(0); // it has ended
  }
}
