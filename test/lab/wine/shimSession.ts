/** One PE shim that runs: its program is started on our side and ends with it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { folderVariable } from "../windows/currentFolder.ts";
import { windowsEnvironment } from "../windows/windowsEnvironment.ts";
import { commandLineVariable, exitCodeVariable } from "../wsl/windowsCaller.ts";
import { chosenVariables, ourPath, type ShimCall } from "./shimCall.ts";
import { encodeFrame, FrameReader, type ShimFrame } from "./shimFrames.ts";

export interface ShimSessionOptions {
  readonly home: string;
  /** What a shim must say first. */
  readonly token: string;
  /** Where the program may write an exit code of 32 bits, in decimal. */
  readonly exitCodeFile: string;
}

const helloMs = 10_000;
const notStarted = 249;

export async function serveShim(socket: Socket, options: ShimSessionOptions): Promise<void> {
  const frames = framesOf(socket);
  const late = setTimeout(() => socket.destroy(), helloMs);
  const call = await readCall(frames, options.token).finally(() => clearTimeout(late));
  if (call === null) {
    socket.destroy();
    return;
  }
  const child = await start(call, options);
  if (child === null) {
    socket.write(encodeFrame("r", Buffer.from(`${call.program}: the lab has no such program\n`)));
    socket.end(exitFrame(notStarted));
    return;
  }
  const kill = () => killGroup(child);
  socket.once("close", kill);
  void feed(child, frames);
  const outputs = [forward(child.stdout, "o", socket), forward(child.stderr, "r", socket)];
  const code = await new Promise<number>((resolve) => {
    child.once("error", () => resolve(notStarted));
    child.once("exit", (exitCode) => resolve(exitCode ?? 1));
  });
  await Promise.all(outputs);
  socket.off("close", kill);
  socket.end(exitFrame((await wideCode(options.exitCodeFile)) ?? code));
}

/** What the shim says until "go"; null when it is none of the lab, or went away. */
async function readCall(frames: AsyncGenerator<ShimFrame>, token: string): Promise<ShimCall | null> {
  const hello = await frames.next();
  if (hello.done === true || hello.value.type !== "t" || hello.value.payload.toString() !== token)
    return null;
  const texts = new Map<string, string>();
  const args: string[] = [];
  const env = new Map<string, string>();
  for (;;) {
    const next = await frames.next();
    if (next.done === true) return null;
    const { type, payload } = next.value;
    const text = payload.toString();
    if (type === "g") break;
    if (type === "a") args.push(text);
    else if (type === "v") env.set(text.slice(0, text.indexOf("=", 1)), text.slice(text.indexOf("=", 1) + 1));
    else texts.set(type, text);
  }
  return {
    program: texts.get("n") ?? "",
    commandLine: texts.get("l") ?? "",
    folder: texts.get("d") ?? "",
    args,
    env,
  };
}

async function start(call: ShimCall, options: ShimSessionOptions): Promise<ChildProcess | null> {
  const { home, exitCodeFile } = options;
  const file = await ourPath(home, call.program);
  if (file === null) return null;
  const cwd = await ourPath(home, call.folder);
  const usual = windowsEnvironment(home);
  return spawn(file, call.args, {
    cwd: cwd !== null && existsSync(cwd) ? cwd : join(home, "c/Windows"),
    env: {
      ...usual,
      ...chosenVariables(call.env),
      [folderVariable]: call.folder,
      [commandLineVariable]: call.commandLine,
      [exitCodeVariable]: exitCodeFile,
    },
    stdio: "pipe",
    detached: true, // a group of its own, to be ended as a whole
  });
}

/** Input for the program, no faster than it reads. */
async function feed(child: ChildProcess, frames: AsyncGenerator<ShimFrame>): Promise<void> {
  const { stdin } = child;
  stdin?.on("error", () => undefined); // it may end before it reads
  for await (const { type, payload } of frames) {
    if (type === "e") stdin?.end();
    if (type === "q") (payload.toString() === "o" ? child.stdout : child.stderr)?.destroy();
    if (type === "i" && stdin?.writable === true && !stdin.write(payload)) {
      await Promise.race([once(stdin, "drain"), once(stdin, "close")]).catch(() => undefined);
    }
  }
}

/** Output for the shim, no faster than it takes it; resolves when all of it is handed over. */
async function forward(stream: Readable | null, type: "o" | "r", socket: Socket): Promise<void> {
  if (stream === null) return;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (!socket.write(encodeFrame(type, chunk)) && !socket.destroyed) {
        await Promise.race([once(socket, "drain"), once(socket, "close")]);
      }
    }
  } catch (error) {
    // Nobody reads it any more.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function* framesOf(socket: Socket): AsyncGenerator<ShimFrame> {
  const reader = new FrameReader();
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) yield* reader.read(chunk);
  } catch {
    // The shim was killed; that its connection is closed says all.
  }
}

function exitFrame(code: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(code >>> 0);
  return encodeFrame("x", payload);
}

async function wideCode(file: string): Promise<number | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  await rm(file);
  return Number(text);
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
