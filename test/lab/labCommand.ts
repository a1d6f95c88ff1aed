import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export interface CommandOptions {
  /** Over the environment of the Windows side. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  /** One of our paths; default the Windows folder. */
  readonly cwd?: string;
  /** Default 60 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface CommandResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

const outputLimit = 64 * 1024 * 1024;

/** Feeds a started process, collects what it writes and waits for its end; too late, its whole group is killed. */
export async function collectCommand(child: ChildProcess, options: CommandOptions): Promise<CommandResult> {
  const { timeoutMs = 60_000, input, signal } = options;
  const collected = new AbortController();
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  child.stdin?.on("error", () => undefined); // it may end before it reads
  child.stdin?.end(input ?? "");
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const stopped = sleep(timeoutMs, undefined, {
    signal: signal === undefined ? collected.signal : AbortSignal.any([collected.signal, signal]),
  }).then(
    () => new Error(`no end within ${timeoutMs} ms: ${child.spawnargs.join(" ")}`),
    () => signal?.reason as unknown,
  );
  try {
    const code = await Promise.race([
      ended,
      stopped.then((reason) => {
        throw reason;
      }),
    ]);
    return { code, stdout: stdout(), stderr: stderr() };
  } catch (error) {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    throw error;
  } finally {
    collected.abort();
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= outputLimit) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks);
}
