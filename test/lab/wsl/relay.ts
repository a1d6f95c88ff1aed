import { once } from "node:events";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { InitCommand } from "../protocol.ts";
import { dialInit } from "../service/initClient.ts";
import type { WslConsole } from "./consoleMode.ts";
import type { Sink } from "./output.ts";

export interface RelayEnds {
  readonly stdin: Readable;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly console: WslConsole;
}

/** Bytes that the command has written may come for so long after its end without a pause longer than this. */
const drainMs = 2_000;
const dialMs = 10_000;

/**
 * Runs one command by way of the instance's init and passes its streams on as they are. The answer is the raw wait
 * status; null when the instance went away under the command.
 */
export async function relayCommand(
  grant: { readonly id: string; readonly initSocket: string },
  command: InitCommand,
  ends: RelayEnds,
): Promise<number | null> {
  const { id, initSocket } = grant;
  const sockets: Socket[] = [];
  const dial = async (hello: Parameters<typeof dialInit>[1]) => {
    const socket = await within(dialMs, dialInit(initSocket, hello));
    sockets.push(socket);
    return socket;
  };
  try {
    const stdin = await dial({ id, stream: "stdin" });
    const stdout = await dial({ id, stream: "stdout" });
    const stderr = await dial({ id, stream: "stderr" });
    const control = await dial({ id, stream: "control", ...command });
    ends.console.onResize((size) => {
      if (control.writable) control.write(`${JSON.stringify(size)}\n`);
    });
    feed(ends.stdin, stdin);
    const outputs = Promise.all([copy(stdout, ends.stdout), copy(stderr, ends.stderr)]);
    const status = await waitStatus(control);
    await Promise.race([outputs, quiet([stdout, stderr])]);
    return status;
  } finally {
    ends.stdin.unpipe();
    ends.stdin.pause();
    for (const socket of sockets) socket.destroy();
  }
}

/** Swallows all of stdin, whether the command reads it or not, as wsl.exe does. */
function feed(from: Readable, to: Socket): void {
  from.on("error", () => to.end());
  from.pipe(to);
  to.resume(); // so that its end is seen
}

async function copy(from: Socket, to: Sink): Promise<void> {
  try {
    for await (const chunk of from) await to.write(chunk as Buffer);
  } catch {
    // Nobody reads any more: the command is to get SIGPIPE. Or init is gone, which the control connection tells.
    from.destroy();
  }
}

async function waitStatus(control: Socket): Promise<number | null> {
  let said = "";
  control.setEncoding("utf8");
  try {
    for await (const chunk of control) {
      said += String(chunk);
      const line = /^(.*)\n/.exec(said)?.[1];
      if (line !== undefined) return statusOf(line);
    }
  } catch {
    return null;
  }
  return said === "" ? null : statusOf(said);
}

function statusOf(line: string): number {
  return (JSON.parse(line) as { readonly status: number }).status;
}

/** Resolves when nothing has come for a while: something that the command left behind holds its streams open. */
async function quiet(streams: readonly Socket[]): Promise<void> {
  const count = () => streams.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  for (let before = -1; before !== count();) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, drainMs).unref());
  }
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const late = new AbortController();
  const timeout = once(AbortSignal.any([AbortSignal.timeout(ms), late.signal]), "abort").then(() => {
    throw new Error(`no answer within ${ms} ms`);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    timeout.catch(() => undefined);
    late.abort();
  }
}
