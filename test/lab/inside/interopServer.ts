/** Starts Windows programs for one instance: the Windows end of its `/run/WSL/<pid>_interop`. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { folderVariable } from "../windows/currentFolder.ts";
import { windowsEnvironment } from "../windows/windowsEnvironment.ts";
import type { InstanceFacts } from "./guest/instanceFacts.ts";
import type { InteropCommand, InteropHello, InteropResult } from "./guest/interopProtocol.ts";
import { toWindowsPath } from "./guest/paths.ts";

export interface InteropOptions {
  readonly home: string;
  readonly socket: string;
  readonly facts: InstanceFacts;
}

const helloLimit = 1024 * 1024;
const helloMs = 10_000;
type Streams = Partial<Record<"stdin" | "stdout" | "stderr", Socket>>;

/** Listens; whoever is in the instance may connect, as on WSL. */
export async function serveInterop(options: InteropOptions): Promise<Server> {
  const waiting = new Map<string, Streams>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    socket.setTimeout(helloMs, () => socket.destroy());
    void readHello(socket).then((hello) => {
      socket.setTimeout(0); // a program takes its time
      if (hello === null) return void socket.destroy();
      const streams = waiting.get(hello.id) ?? {};
      if (hello.stream === "control") {
        waiting.delete(hello.id);
        return run(options, hello, streams, socket);
      }
      streams[hello.stream] = socket;
      waiting.set(hello.id, streams);
      socket.once("close", () => waiting.delete(hello.id));
      return undefined;
    });
  });
  server.listen(options.socket);
  await once(server, "listening");
  await chmod(options.socket, 0o777);
  return server;
}

/** The first line; what follows it stays in the socket. Null when none comes. */
function readHello(socket: Socket): Promise<InteropHello | null> {
  let head = Buffer.alloc(0);
  return new Promise((resolve) => {
    const read = () => {
      for (
        let chunk = socket.read() as Buffer | null;
        chunk !== null;
        chunk = socket.read() as Buffer | null
      ) {
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf("\n");
        if (end < 0 && head.length < helloLimit) continue;
        socket.off("readable", read);
        if (end >= 0 && head.length > end + 1) socket.unshift(head.subarray(end + 1));
        resolve(end < 0 ? null : (JSON.parse(head.subarray(0, end).toString()) as InteropHello));
        return;
      }
    };
    socket.on("readable", read);
    socket.once("end", () => resolve(null)).once("close", () => resolve(null));
  });
}

async function run(
  options: InteropOptions,
  command: InteropCommand,
  streams: Streams,
  control: Socket,
): Promise<void> {
  const say = (result: InteropResult) => control.end(`${JSON.stringify(result)}\n`);
  const endStreams = () => Object.values(streams).forEach((socket) => socket.destroySoon());
  const child = start(options, command);
  if (child === null) {
    endStreams();
    say({ error: "ENOENT" });
    return;
  }
  // Whoever asked is gone: the program goes with its console.
  const abandon = () => killGroup(child);
  control.once("close", abandon).resume();
  control.once("end", () => control.destroy());
  child.stdin?.on("error", () => undefined); // it may end before it reads
  if (streams.stdin !== undefined && child.stdin !== null) streams.stdin.pipe(child.stdin);
  if (streams.stdout !== undefined) child.stdout?.pipe(streams.stdout);
  if (streams.stderr !== undefined) child.stderr?.pipe(streams.stderr);
  const exitCode = await new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
  // What it left running may hold its streams open.
  await Promise.race([once(child, "close"), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
  control.off("close", abandon);
  endStreams();
  say({ exitCode });
}

/** Null when the program is on no drive of Windows. */
function start({ home, facts }: InteropOptions, command: InteropCommand): ChildProcess | null {
  const { driveRoot } = facts;
  const onDrive = (path: string) =>
    driveRoot !== null && `${path}/`.startsWith(`${driveRoot}/`)
      ? join(home, "c", path.slice(driveRoot.length))
      : null;
  const program = onDrive(command.path);
  if (program === null || !existsSync(program)) return null;
  return spawn(program, command.args, {
    cwd: onDrive(command.cwd) ?? join(home, "c/Windows"),
    env: {
      ...windowsEnvironment(home),
      ...command.env,
      [folderVariable]: toWindowsPath(command.cwd, facts),
    },
    stdio: "pipe",
    detached: true, // a group of its own, to be ended as a whole
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
