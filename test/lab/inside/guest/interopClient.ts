/** Runs a Windows program from inside of an instance and lends it this process's streams. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { constants } from "node:os";
import { readInstanceFacts } from "./instanceFacts.ts";
import type { InteropCommand, InteropHello, InteropResult } from "./interopProtocol.ts";
import { crossingEnvironment } from "./wslEnv.ts";

/** Resolves to the exit code, of which Linux keeps eight bits. */
export async function runWindowsProgram(program: string, args: readonly string[]): Promise<number> {
  const server = serverSocket();
  const id = randomUUID();
  const command: InteropCommand = {
    path: realpathSync(program),
    args,
    cwd: process.cwd(),
    env: crossingEnvironment(process.env, readInstanceFacts()),
  };
  let stdin: Socket, stdout: Socket, stderr: Socket, control: Socket;
  try {
    stdin = await dial(server, { id, stream: "stdin" });
    stdout = await dial(server, { id, stream: "stdout" });
    stderr = await dial(server, { id, stream: "stderr" });
    control = await dial(server, { id, stream: "control", ...command });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const errno = constants.errno[code as keyof typeof constants.errno];
    // As init says it when a session's socket is dead (https://github.com/microsoft/WSL/issues/6799).
    const where = "ERROR: UtilConnectToInteropServer:300: connect failed";
    process.stderr.write(`<3>init: (${process.pid}) ${where} ${errno}\n`);
    return 1;
  }
  process.stdin.pipe(stdin);
  stdin.resume();
  // Nobody reads on: the program is told by the end of the connection.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(1));
  stdout.pipe(process.stdout, { end: false });
  stderr.pipe(process.stderr, { end: false });
  const drained = Promise.all([ended(stdout), ended(stderr)]);
  const answer = await text(control);
  await drained;
  if (answer === "") return 1;
  const result = JSON.parse(answer) as InteropResult;
  if ("exitCode" in result) return result.exitCode & 0xff;
  process.stderr.write(`<3>init: (${process.pid}) ERROR: CreateProcess: ${result.error}\n`);
  return 1;
}

/** The session's own server; without one, that of the nearest parent that has one, as newer inits look for it. */
function serverSocket(): string {
  const given = process.env["WSL_INTEROP"];
  if (given !== undefined && given !== "") return given;
  for (let pid = process.ppid; pid > 1; pid = parentOf(pid)) {
    const path = `/run/WSL/${pid}_interop`;
    if (existsSync(path)) return path;
  }
  return "/run/WSL/1_interop";
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

async function dial(path: string, hello: InteropHello): Promise<Socket> {
  const socket = connect({ path, allowHalfOpen: true });
  await once(socket, "connect");
  socket.on("error", () => socket.destroy());
  socket.write(`${JSON.stringify(hello)}\n`);
  return socket;
}

/** Everything has been read, or nothing more can be. */
function ended(socket: Socket): Promise<void> {
  socket.once("end", () => socket.destroy());
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

async function text(socket: Socket): Promise<string> {
  let said = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    said += chunk;
  });
  await ended(socket);
  return said;
}
