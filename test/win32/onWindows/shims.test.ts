import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execaRunner } from "../../../src/platform/process/execaRunner.ts";
import { rawCommandLine } from "../../lab/wsl/commandLine.ts";
import { untilGoneOnWindows } from "../support/windowsProcesses.ts";

/** A program of our side that tells how it was started; see shimProbeProcess.ts. */
const probe = "C:\\Tools and more\\probe.exe";
const never = new AbortController().signal;

interface Told {
  readonly args: readonly string[];
  readonly commandLine: string;
  readonly folder: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

function tell(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Told {
  const { stdout, status, stderr } = spawnSync(probe, ["tell", ...args], { encoding: "utf8", ...options });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Told;
}

describe("a program of the lab, started from Windows", () => {
  it("gets the arguments, and the command line as it was", () => {
    const args = ["a b", "", '"', "C:\\Program Files\\", '\\\\"x\\\\', "%PATH%", "日本 𝄞", "--", "$(id)"];
    const told = tell(args);
    assert.deepEqual(told.args, args);
    assert.equal(told.commandLine, rawCommandLine(["tell", ...args]));
    const verbatim = spawnSync(probe, ["tell", 'x"y  z"'], {
      encoding: "utf8",
      windowsVerbatimArguments: true,
      argv0: `"${probe}"`,
    });
    assert.equal((JSON.parse(verbatim.stdout) as Told).commandLine, 'tell x"y  z"');
  });

  it("runs in the same folder", () => {
    const folder = path.join(os.homedir(), "Ordner mit ü");
    mkdirSync(folder, { recursive: true });
    const told = tell([], { cwd: folder });
    assert.equal(told.folder, folder);
    assert.ok(told.cwd.endsWith(`/c/Users/${os.userInfo().username}/Ordner mit ü`), told.cwd);
  });

  it("gets the variables that matter to it, and what WSLENV names, but nothing else", () => {
    const env = { ...process.env, WSL_UTF8: "1", WSLENV: "ONE:TWO/p", ONE: "1", TWO: "zwei ü", THREE: "3" };
    const told = tell([], { env });
    assert.equal(told.env["WSL_UTF8"], "1");
    assert.equal(told.env["ONE"], "1");
    assert.equal(told.env["TWO"], "zwei ü");
    assert.equal(told.env["THREE"], undefined);
  });

  it("takes input and gives output as they are", () => {
    const input = Buffer.alloc(1_000_000, Buffer.from([0, 255, 13, 10, 26, 128]));
    const { stdout, stderr, status } = spawnSync(probe, ["copy"], { input, maxBuffer: 4_000_000 });
    assert.equal(status, 0);
    assert.ok(stdout.equals(input), `${stdout.length} bytes`);
    assert.equal(stderr.toString(), `read ${input.length}\n`);
  });

  it("sees the end of an input that is closed from the start", () => {
    const { stderr } = spawnSync(probe, ["copy"], { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
    assert.equal(stderr, "read 0\n");
  });

  it("gives exit codes of 32 bits", () => {
    for (const code of [0, 7, 255, 256, 4294967295]) {
      assert.equal(spawnSync(probe, ["exit", String(code)]).status, code);
    }
  });

  it("stops writing when nobody reads", async () => {
    const child = spawn(probe, ["flood"], { stdio: ["ignore", "pipe", "ignore"] });
    await once(child.stdout, "data");
    child.stdout.destroy();
    const [code] = (await once(child, "exit", { signal: AbortSignal.timeout(10_000) })) as [number];
    assert.notEqual(code, 0);
  });

  it("ends with the Windows program that stands for it", async () => {
    const beats = path.join(os.homedir(), "beats");
    const answer = await execaRunner.run(
      { program: probe, args: ["beat", "beats"], timeoutMs: 2_000, cwd: os.homedir() },
      never,
    );
    assert.ok(!answer.ok && answer.failure.reason === "timed-out");
    await sleep(300);
    const before = readFileSync(beats, "utf8").length;
    assert.ok(before > 0, "it never started");
    await sleep(500);
    assert.equal(readFileSync(beats, "utf8").length, before);
    rmSync(beats);
  });

  it("ends when a program that has started it is killed", async () => {
    const code = `
      const child = require("child_process").spawn(${JSON.stringify(probe)}, ["beat", "more"], { stdio: "ignore" });
      console.log(child.pid); setInterval(()=>{},1000)`;
    const parent = spawn(process.execPath, ["-e", code], {
      stdio: ["ignore", "pipe", "ignore"],
      cwd: os.homedir(),
    });
    const pid = Number(String((await once(parent.stdout, "data"))[0]));
    await sleep(1_000);
    parent.kill("SIGKILL");
    await untilGoneOnWindows(pid);
    const beats = path.join(os.homedir(), "more");
    await sleep(300);
    const before = readFileSync(beats, "utf8").length;
    await sleep(500);
    assert.equal(readFileSync(beats, "utf8").length, before);
  });

  it("runs many at once", async () => {
    const all = Array.from({ length: 8 }, (_, index) =>
      execaRunner.run({ program: probe, args: ["exit", String(index)], timeoutMs: 20_000 }, never),
    );
    const codes = (await Promise.all(all)).map((answer) =>
      answer.ok ? answer.value.exitCode : answer.failure,
    );
    assert.deepEqual(codes, [0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
