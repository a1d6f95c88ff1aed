import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Account, InitCommand, InitHello } from "../protocol.ts";

export interface InitRun {
  readonly initSocket: string;
  readonly id: string;
  readonly command: InitCommand;
  readonly input?: string | Buffer;
  /** Default 60 s. Its end hangs the command up, as the death of wsl.exe does. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface InitResult {
  /** As wait(2) tells it; null when the instance went away under the command. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

const outputLimit = 16 * 1024 * 1024;

/** Opens one connection to init and says what it is for. */
export async function dialInit(initSocket: string, hello: InitHello): Promise<Socket> {
  const socket = connect({ path: initSocket, allowHalfOpen: true });
  await once(socket, "connect");
  // Whoever reads the socket hears of the error by its end; without this an early reset would be nobody's.
  socket.on("error", () => socket.destroy());
  socket.write(`${JSON.stringify(hello)}\n`);
  return socket;
}

/** Runs one command by way of init and waits for its end. */
export async function runByInit(run: InitRun): Promise<InitResult> {
  const { initSocket, id } = run;
  const signals = [AbortSignal.timeout(run.timeoutMs ?? 60_000), ...(run.signal ? [run.signal] : [])];
  const signal = AbortSignal.any(signals);
  const sockets: Socket[] = [];
  const open = async (hello: InitHello) => {
    const socket = await dialInit(initSocket, hello);
    sockets.push(socket);
    return socket;
  };
  const abandon = () => sockets.forEach((socket) => socket.destroy());
  signal.addEventListener("abort", abandon);
  try {
    const stdin = await open({ id, stream: "stdin" });
    const stdout = collect(await open({ id, stream: "stdout" }));
    const stderr = collect(await open({ id, stream: "stderr" }));
    const control = collect(await open({ id, stream: "control", ...run.command }));
    stdin.end(run.input ?? "");
    stdin.resume();
    const answer = (await control).toString();
    const status = answer === "" ? null : (JSON.parse(answer) as { status: number }).status;
    signal.throwIfAborted();
    // What the command left running may hold its streams open.
    setTimeout(abandon, 2_000).unref();
    return { status, stdout: await stdout, stderr: await stderr };
  } finally {
    signal.removeEventListener("abort", abandon);
    abandon();
  }
}

function collect(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  socket.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= outputLimit) chunks.push(chunk);
  });
  return new Promise((resolve) =>
    socket.once("close", () => resolve(Buffer.concat(chunks))).once("end", () => socket.end()),
  );
}

export const root: Account = { name: "root", uid: 0, gid: 0, groups: [0], home: "/root", shell: "/bin/sh" };

const rootEnv = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  TERM: "linux",
};

/** A command of root's, as init itself runs some. */
export function rootCommand(argv: readonly string[]): InitCommand {
  return {
    path: argv[0] ?? "",
    argv,
    env: rootEnv,
    cwd: "/",
    account: root,
    tty: [false, false, false],
    rows: 24,
    columns: 80,
  };
}

/** The exit code that wsl.exe shows: raw status for a signal, 1 when the instance went away (microsoft/WSL `interop.cpp`). */
export function shownExitCode(status: number | null): number {
  if (status === null) return 1;
  return (status & 0x7f) === 0 ? (status >> 8) & 0xff : status & 0xff;
}
