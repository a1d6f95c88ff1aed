/** A process that a test started, with everything below it; none of it outlives the test run. */
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export interface OwnedProcess {
  readonly pid: number;
  /** The last 64 KB of what it wrote. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly isRunning: () => boolean;
  /** Resolves when it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Writes to its standard input. */
  send(text: string): void;
  /** SIGTERM, then SIGKILL to the whole group after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
  /** SIGKILL to the whole group, as when the machine takes it away. */
  kill(): Promise<void>;
  /** SIGSTOP to the process alone: sockets stay open, nothing answers. */
  freeze(): void;
  thaw(): void;
}

const tailBytes = 64 * 1024;
const alive = new Set<number>();

export function startOwnedProcess(
  program: string,
  args: readonly string[],
  options: { readonly env: Record<string, string>; readonly cwd: string },
): OwnedProcess {
  // A group of its own, so that its helpers can be ended with it.
  const child = spawn(program, args, { ...options, stdio: "pipe", detached: true });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`could not start ${program}`);
  alive.add(pid);
  const tails = { stdout: tailOf(child.stdout), stderr: tailOf(child.stderr) };
  child.stdin.on("error", () => undefined); // it may end before it reads
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      killGroup(pid);
      alive.delete(pid);
      resolve(code);
    });
    // "close" waits for helpers that hold the pipes; they are not needed once their parent is gone.
    child.once("exit", () => killGroup(pid));
  });
  const kill = async () => {
    killGroup(pid);
    await ended;
  };
  return {
    pid,
    ...tails,
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    send: (text) => child.stdin.write(text),
    kill,
    async stop(graceMs = 15_000) {
      signal(child, "SIGCONT");
      signal(child, "SIGTERM");
      const cancelled = new AbortController();
      const timeout = sleep(graceMs, "late", { signal: cancelled.signal }).catch(() => "cancelled");
      if ((await Promise.race([ended, timeout])) === "late") await kill();
      cancelled.abort();
    },
    freeze: () => signal(child, "SIGSTOP"),
    thaw: () => signal(child, "SIGCONT"),
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  child.kill(name); // false when it has ended already
}

function tailOf(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text = (text + chunk).slice(-tailBytes);
  });
  return () => text;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

process.once("exit", () => {
  for (const pid of alive) killGroup(pid);
});
for (const [name, number] of [
  ["SIGTERM", 15],
  ["SIGHUP", 1],
] as const) {
  process.once(name, () => process.exit(128 + number)); // so that the exit handler above runs
}
