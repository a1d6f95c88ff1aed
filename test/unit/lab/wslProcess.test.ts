import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeMachine } from "../../lab/machineFile.ts";
import type { CallHandlers } from "../../lab/service/calls.ts";
import { distroNotFound } from "../../lab/service/errors.ts";
import { listenForCalls } from "../../lab/service/serviceServer.ts";
import { type FakeCommand, startFakeInit } from "./wslFakeInit.ts";
import { account, entriesOf } from "./wslFakes.ts";

const program = join(import.meta.dirname, "../../lab/wsl/wslProcess.ts");
const instances = entriesOf({ instances: [{ name: "Ubuntu", isDefault: true }] });

describe("the process that plays wsl.exe", () => {
  let home: string;
  let server: Server | undefined;
  let init: Awaited<ReturnType<typeof startFakeInit>> | undefined;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "gl-"));
    mkdirSync(join(home, "c/Windows"), { recursive: true });
    writeMachine(home, {});
  });
  afterEach(() => {
    server?.close();
    server = undefined;
    init?.stop();
    init = undefined;
    rmSync(home, { recursive: true });
  });

  async function serve(handlers: Partial<CallHandlers>): Promise<void> {
    const list = async () => ({ instances });
    server = await listenForCalls(join(home, "service.sock"), { list, ...handlers } as CallHandlers);
  }

  async function serveCommand(command: FakeCommand): Promise<{ readonly gone: Promise<void> }> {
    init = await startFakeInit(command);
    const { path } = init;
    let leave = () => {};
    const gone = new Promise<void>((resolve) => {
      leave = resolve;
    });
    await serve({
      launch: async (_ask, client) => {
        void client.gone.then(leave);
        const grant = { name: "Ubuntu", id: "1", initSocket: path, account, env: {}, hasSession: true };
        return { ...grant, driveRoot: "/mnt/c", warnings: [] };
      },
    });
    return { gone };
  }

  const start = (...argv: string[]) => startWith({}, ...argv);

  function startWith(extra: Record<string, string>, ...argv: string[]) {
    const env = { ...process.env, WSL_UTF8: "1", ...extra };
    const child = spawn(process.execPath, [program, home, ...argv], { env, cwd: join(home, "c/Windows") });
    const said = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on("data", (chunk: Buffer) => said.stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.stderr.push(chunk));
    const ended = once(child, "close").then(([code]) => ({
      code: code as number | null,
      stdout: Buffer.concat(said.stdout).toString(),
      stderr: Buffer.concat(said.stderr).toString(),
    }));
    return { child, said, ended };
  }

  it("cuts its own failure to eight bits", async () => {
    await serve({
      terminate: async () => {
        throw distroNotFound();
      },
    });
    const { code, stdout, stderr } = await start("--terminate", "Ubuntu").ended;
    assert.equal(code, 255);
    assert.match(
      stdout,
      /^There is no distribution.*\r\nError code: Wsl\/Service\/WSL_E_DISTRO_NOT_FOUND\r\n$/,
    );
    assert.equal(stderr, "");
  });

  it("relays a megabyte both ways and gives the exit code", async () => {
    await serveCommand({ echoes: true, stderr: "raw\n", status: 7 << 8 });
    const { child, ended } = start("-e", "cat");
    const text = "0123456789abcde\n".repeat(65_536);
    child.stdin.end(text);
    const { code, stdout, stderr } = await ended;
    assert.ok(stdout === text);
    assert.deepEqual([code, stderr], [7, "raw\n"]);
    assert.deepEqual(init?.commands[0]?.tty, [false, false, false]);
    assert.equal(init?.commands[0]?.cwd, "/mnt/c/Windows");
  });

  it("ends with 1 when the instance goes away under the command", async () => {
    await serveCommand({ status: null });
    const { child, ended } = start("-e", "x");
    child.stdin.end();
    assert.equal((await ended).code, 1);
  });

  it("goes on to the end when nobody reads what it writes", async () => {
    await serveCommand({ echoes: true, status: 67 << 8 });
    const { child, ended } = start("-e", "cat");
    child.stdout.destroy();
    child.stdin.on("error", () => undefined);
    child.stdin.end("x".repeat(1024 * 1024));
    const { code, stderr } = await ended;
    assert.deepEqual([code, stderr], [255, ""]);
  });

  it("leaves the service and init when it is killed", async () => {
    const { gone } = await serveCommand({ echoes: true });
    const { child, ended } = start("-e", "cat");
    child.stdin.write("x");
    while (init?.commands.length === 0) await sleep(10);
    child.kill("SIGKILL");
    await ended;
    await gone;
  });

  it("says what it installs only when it ends", async () => {
    let finish = () => {};
    const installing = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await serve({
      online: async () => ({ distributions: [{ name: "Debian", friendlyName: "Debian GNU/Linux" }] }),
      install: async () => {
        await installing;
        return { name: "Debian", friendlyName: "Debian GNU/Linux" };
      },
    });
    const { said, ended } = start("--install", "Debian", "--no-launch");
    await sleep(500);
    assert.deepEqual(said, { stdout: [], stderr: [] });
    finish();
    const { code, stdout, stderr } = await ended;
    assert.match(stdout, /^Downloading: Debian GNU\/Linux\r\nInstalling: .*\r\nDistribution successfully/);
    assert.deepEqual([code, stderr], [0, ""]);
  });

  it("tells its version while the service hangs, and hangs with it otherwise", async () => {
    await serve({ list: () => new Promise(() => {}) });
    assert.match((await start("--version").ended).stdout, /^WSL version: 2\.9\.4\.0\r\n/);
    const { child, ended } = start("-l", "-q");
    await sleep(1_000);
    assert.equal(child.exitCode, null);
    child.kill("SIGKILL");
    assert.equal((await ended).stdout, "");
  });

  it("says that the service cannot be started when there is none", async () => {
    const { code, stdout } = await start("-l").ended;
    assert.equal(code, 255);
    assert.match(stdout, /Error code: Wsl\/ERROR_SERVICE_DISABLED\r\n$/);
  });

  it("takes a real command line, and tells all 32 bits of its exit code", async () => {
    await serveCommand({ status: 67 << 8 });
    const file = join(home, "code");
    const line = '-d Ubuntu --cd "~" --exec sh -c "exit 67"';
    const { child, ended } = startWith({ LAB_COMMAND_LINE: line, LAB_EXIT_CODE_FILE: file });
    child.stdin.end();
    assert.equal((await ended).code, 255);
    assert.equal(readFileSync(file, "utf8"), "4294967295");
    assert.deepEqual(init?.commands[0]?.argv, ["sh", "-c", "exit 67"]);
  });

  it("is the stub's where WSL is not installed", async () => {
    writeMachine(home, { wsl: "stub", language: "de-DE" });
    const { code, stdout, stderr } = await start("--status").ended;
    assert.deepEqual([code, stdout], [50, ""]);
    const expected = "Der Windows-Subsystem für Linux ist nicht installiert.\r\r\n";
    assert.equal(stderr, Buffer.from(expected, "utf16le").toString());
  });
});
