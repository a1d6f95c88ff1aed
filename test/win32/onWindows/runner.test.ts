import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { execaRunner } from "../../../src/platform/process/execaRunner.ts";
import type { CommandSpec } from "../../../src/core/ports/commands.ts";
import { untilGoneOnWindows } from "../support/windowsProcesses.ts";

const never = new AbortController().signal;
const run = (spec: CommandSpec, signal = never) => execaRunner.run(spec, signal);
const script = (code: string, more: Partial<CommandSpec> = {}): CommandSpec => ({
  program: process.execPath,
  args: ["-e", code],
  timeoutMs: 10_000,
  ...more,
});

const awkward = [
  "a b",
  "",
  '"',
  'say "hi"',
  "ends in \\",
  "C:\\Program Files\\",
  '\\"',
  '\\\\"x\\\\',
  "%PATH%",
  "^&|<>()!",
  "Jürgen",
  "日本 語 𝄞",
  "tab\there",
  "*.ts",
  "--",
  "/?",
];

describe("the runner on Windows", () => {
  it("is run by Windows' own Node", () => {
    assert.equal(process.platform, "win32");
    assert.equal(path.sep, "\\");
  });

  it("hands every argument over as it is", async () => {
    const answer = await run({
      ...script(""),
      args: ["-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...awkward],
    });
    assert.ok(answer.ok);
    assert.deepEqual(JSON.parse(answer.value.stdout), awkward);
  });

  it("gives exit codes of 32 bits", async () => {
    for (const [code, expected] of [
      [0, 0],
      [255, 255],
      [256, 256],
      [-1, 4294967295],
      [0xc0000005, 0xc0000005],
    ]) {
      const answer = await run(script(`process.exit(${code})`));
      assert.ok(answer.ok);
      assert.equal(answer.value.exitCode, expected);
    }
  });

  it("keeps stdout and stderr apart, and UTF-16 whole", async () => {
    const answer = await run(
      script('process.stdout.write(Buffer.from("Zürich\\r\\n","utf16le"));process.stderr.write("")', {
        encoding: "utf16le",
      }),
    );
    assert.deepEqual(answer, {
      ok: true,
      value: { exitCode: 0, stdout: "Zürich\r\n", stderr: "", truncated: false },
    });
  });

  it("gives the child no input to wait for", async () => {
    const answer = await run(script('process.stdin.resume().on("end",()=>console.log("end"))'));
    assert.ok(answer.ok);
    assert.equal(answer.value.stdout, "end\n");
  });

  it("lets the PATH of the command count, whatever its letters are in ours", async () => {
    const env = { PATH: path.dirname(process.execPath), LENS_TEST: "ü" };
    const answer = await run({
      program: "node",
      args: ["-p", "JSON.stringify([process.env.PATH,process.env.LENS_TEST,process.env.SystemRoot])"],
      env,
      timeoutMs: 10_000,
    });
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.deepEqual(JSON.parse(answer.value.stdout), [env.PATH, "ü", process.env["SystemRoot"]]);
  });

  it("runs a child that yields below the others", async () => {
    const answer = await run(script("setTimeout(()=>console.log(os.getPriority()),300)", { yields: true }));
    assert.ok(answer.ok);
    assert.equal(Number(answer.value.stdout), os.constants.priority.PRIORITY_BELOW_NORMAL);
  });

  describe("finding the program", () => {
    let dir: string;
    beforeEach(async () => {
      dir = await mkdtemp(path.join(tmpdir(), "lens run ü "));
    });
    afterEach(() => rm(dir, { recursive: true }));

    const system = (name: string) => path.join(process.env["SystemRoot"] ?? "", "System32", name);

    it("adds .exe, takes it in any letters, and says not-found", async () => {
      for (const program of ["hostname", "hostname.exe", "HOSTNAME.EXE"]) {
        const answer = await run({ program, args: [], timeoutMs: 10_000 });
        assert.ok(answer.ok, program);
        assert.equal(answer.value.stdout.trim(), os.hostname());
      }
      for (const program of ["no-such-program-here", path.join(dir, "none.exe")]) {
        const answer = await run({ program, args: [], timeoutMs: 5_000 });
        assert.ok(!answer.ok);
        assert.equal(answer.failure.reason, "not-found");
      }
    });

    it("never runs a program from the working directory, which Windows would search first", async () => {
      await copyFile(system("hostname.exe"), path.join(dir, "planted.exe"));
      for (const PATH of ["", ".", ";", process.env["PATH"] ?? ""]) {
        const answer = await run({ program: "planted", args: [], cwd: dir, env: { PATH }, timeoutMs: 5_000 });
        assert.ok(!answer.ok, PATH);
        assert.equal(answer.failure.reason, "not-found");
      }
    });

    it("finds a program in a folder with blanks and other letters", async () => {
      await copyFile(system("hostname.exe"), path.join(dir, "the host.exe"));
      const answer = await run({ program: "the host", args: [], env: { PATH: dir }, timeoutMs: 10_000 });
      assert.ok(answer.ok);
      assert.equal(answer.value.stdout.trim(), os.hostname());
    });

    it("starts no batch file: that takes a shell", async () => {
      const file = path.join(dir, "openclaw.cmd");
      await writeFile(file, "@echo off\r\necho started %*\r\n");
      const byName = await run({ program: "openclaw", args: [], env: { PATH: dir }, timeoutMs: 5_000 });
      assert.ok(!byName.ok);
      assert.equal(byName.failure.reason, "not-found");
      const byPath = await run({ program: file, args: ["a&b"], timeoutMs: 5_000 });
      assert.ok(!byPath.ok);
      assert.equal(byPath.failure.reason, "not-started");
      assert.match(byPath.failure.detail, /takes a shell/);
    });

    it("says why where Windows refuses", async () => {
      await writeFile(path.join(dir, "text.exe"), "no program");
      const noProgram = await run({ program: path.join(dir, "text.exe"), args: [], timeoutMs: 5_000 });
      assert.ok(!noProgram.ok);
      assert.ok(
        ["not-started", "no-permission"].includes(noProgram.failure.reason),
        JSON.stringify(noProgram),
      );
      const noFolder = await run(script("", { cwd: path.join(dir, "gone") }));
      assert.ok(!noFolder.ok);
      assert.equal(noFolder.failure.reason, "not-found");
      await mkdir(path.join(dir, "folder.exe"));
      const folder = await run({ program: "folder", args: [], env: { PATH: dir }, timeoutMs: 5_000 });
      assert.ok(!folder.ok);
      assert.equal(folder.failure.reason, "not-found");
    });
  });

  describe("ending", () => {
    const withGrandchild = `
      const { spawn } = require("node:child_process");
      const options = { stdio: "ignore", detached: true };
      const grandchild = spawn(process.execPath, ["-e", "setInterval(()=>{},1000)"], options);
      process.stdout.write(process.pid + " " + grandchild.pid + "\\n");
      setInterval(()=>{},1000);`;

    it("kills the whole tree at the time limit, and keeps what was printed", async () => {
      const answer = await run(script(withGrandchild, { timeoutMs: 2_500 }));
      assert.ok(!answer.ok && answer.failure.reason === "timed-out");
      const pids = answer.failure.stdout.trim().split(" ").map(Number);
      assert.equal(pids.length, 2, answer.failure.stdout);
      await Promise.all(pids.map(untilGoneOnWindows));
    });

    it("kills on abort", async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 500);
      const started = performance.now();
      const answer = await run(script("setInterval(()=>{},1000)"), controller.signal);
      assert.ok(!answer.ok);
      assert.equal(answer.failure.reason, "aborted");
      assert.ok(performance.now() - started < 5_000);
    });
  });
});
