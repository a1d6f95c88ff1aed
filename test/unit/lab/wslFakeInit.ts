/** An init that takes every command and says what a test told it to say. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InitCommand, InitHello } from "../../lab/protocol.ts";

export interface FakeCommand {
  readonly stdout?: string;
  readonly stderr?: string;
  /** Raw wait status; null: the instance goes away under it. */
  readonly status?: number | null;
  /** What is fed in comes back on stdout. */
  readonly echoes?: boolean;
}

export async function startFakeInit(
  command: FakeCommand,
): Promise<{ readonly path: string; readonly commands: InitCommand[]; stop(): void }> {
  const dir = mkdtempSync(join(tmpdir(), "gl-init-"));
  const path = join(dir, "init.sock");
  const commands: InitCommand[] = [];
  const streams = new Map<string, Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    let said = "";
    const onData = (chunk: Buffer) => {
      said += chunk.toString("latin1");
      const end = said.indexOf("\n");
      if (end < 0) return;
      socket.off("data", onData);
      const hello = JSON.parse(Buffer.from(said.slice(0, end), "latin1").toString()) as InitHello;
      streams.set(hello.stream, socket);
      socket.pause();
      socket.unshift(Buffer.from(said.slice(end + 1), "latin1"));
      if (hello.stream === "control") {
        commands.push(hello);
        answer(command, streams, socket);
      }
    };
    socket.on("data", onData);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const stop = () => {
    server.close();
    for (const socket of streams.values()) socket.destroy();
    rmSync(dir, { recursive: true });
  };
  return { path, commands, stop };
}

function answer(command: FakeCommand, streams: ReadonlyMap<string, Socket>, control: Socket): void {
  const { stdout = "", stderr = "", status = 0, echoes = false } = command;
  const finish = () => {
    streams.get("stdout")?.end(stdout);
    streams.get("stderr")?.end(stderr);
    if (status === null) control.destroy();
    else control.end(`${JSON.stringify({ status })}\n`);
  };
  const stdin = streams.get("stdin");
  if (!echoes || stdin === undefined) {
    finish();
    return;
  }
  stdin.on("data", (chunk: Buffer) => streams.get("stdout")?.write(chunk));
  stdin.once("end", finish);
  stdin.resume();
}
