/** docker.exe: the real command line, on Linux, with Windows' paths, pipe and words. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { readMachine } from "../machineFile.ts";
import { fromWindowsPath } from "../service/windowsPath.ts";
import { desktopFiles, desktopPlace, readDesktopSettings } from "./dockerDesktopPlace.ts";
import { windowsWording } from "./dockerTexts.ts";

const [, , home, ...args] = process.argv;
if (home === undefined) throw new Error("the home of the lab is missing");
process.exitCode = await main(home, args);

async function main(at: string, given: readonly string[]): Promise<number> {
  const place = desktopPlace(at);
  const closed = join(place.dir, `closed-${process.pid}.sock`);
  const isUp = await accepts(place.socket);
  const server = isUp ? null : await closeEverything(closed);
  try {
    const cli = join(at, "c", desktopFiles.linuxTools, "docker");
    // Where a context is named it shall be the pipe's, whether somebody listens there or not.
    const isAboutContexts = given[0] === "context";
    const child = spawn(
      cli,
      given.map((argument) => ourArgument(at, argument)),
      {
        stdio: ["inherit", isAboutContexts ? "pipe" : "inherit", "pipe"],
        env: {
          ...process.env,
          DOCKER_CONFIG: place.cliConfig,
          ...(!isUp && !isAboutContexts && { DOCKER_HOST: `unix://${closed}` }),
        },
      },
    );
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.on(signal, () => child.kill(signal));
    }
    const wording = {
      sockets: [place.socket, closed],
      language: readMachine(at).language,
      texts: readDesktopSettings(at).texts,
    };
    const change = (line: string) => windowsWording(line, wording);
    const [[code]] = (await Promise.all([
      once(child, "exit"),
      copyLines(child.stderr, process.stderr, change),
      copyLines(child.stdout, process.stdout, change),
    ])) as [[number | null], unknown, unknown];
    return code ?? 1;
  } finally {
    server?.close();
    await rm(closed, { force: true });
  }
}

/** `C:\…` alone, and before the second colon of a mount. */
function ourArgument(at: string, argument: string): string {
  const [, path = "", rest = ""] = /^([a-z]:[\\/][^:]*)(:.*)?$/i.exec(argument) ?? [];
  const found = path === "" ? null : fromWindowsPath(at, path);
  return found === null ? argument : found + rest;
}

async function accepts(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * A socket where every connection ends at once. Unlike a missing one it makes the command line say what it wanted, as
 * it does about a missing pipe.
 */
async function closeEverything(path: string) {
  const server = createServer((socket) => {
    // It would be a reset, with another text, if what was sent were not read.
    socket.once("data", () => socket.end()).on("error", () => socket.destroy());
  });
  server.listen(path);
  await once(server, "listening");
  return server;
}

async function copyLines(from: Readable | null, to: Writable, change: (line: string) => string) {
  if (from === null) return;
  for await (const line of createInterface({ input: from, crlfDelay: Infinity }))
    to.write(`${change(line)}\n`);
}
