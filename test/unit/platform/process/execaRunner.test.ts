import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { execaRunner } from "../../../../src/platform/process/execaRunner.ts";
import type { CommandSpec } from "../../../../src/core/ports/commands.ts";
import { untilGone } from "../../../support/platformProcesses.ts";

const never = new AbortController().signal;

/** Runs a line of JavaScript in a child. */
function script(code: string, more: Partial<CommandSpec> = {}): CommandSpec {
  return { program: process.execPath, args: ["-e", code], timeoutMs: 4_000, ...more };
}

async function run(spec: CommandSpec, signal = never) {
  return execaRunner.run(spec, signal);
}

/** Starts a grandchild that ignores SIGTERM and prints its pid; the child then does `rest`. */
const withGrandchild = (stdio: string, rest: string): string => `
  const { spawn } = require("node:child_process");
  const code = "process.on('SIGTERM',()=>{});console.log('up');setInterval(()=>{},1000)";
  const g = spawn(process.execPath, ["-e", code], { stdio: ${stdio} });
  process.stdout.write(g.pid + "\\n", () => { ${rest} });`;

describe("execaRunner", () => {
  it("gives exit code, stdout and stderr; a non-zero exit is an answer", async () => {
    const answer = await run(
      script('process.stdout.write("out");process.stderr.write("err");process.exitCode=3'),
    );
    assert.deepEqual(answer, {
      ok: true,
      value: { exitCode: 3, stdout: "out", stderr: "err", truncated: false },
    });
  });

  it("passes arguments untouched: no shell looks at them", async () => {
    const args = ["$(id)", "a b", "*", "; echo x", "'", '"', ""];
    const answer = await run({
      ...script("console.log(JSON.stringify(process.argv.slice(1)))"),
      args: ["-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...args],
    });
    assert.ok(answer.ok);
    assert.deepEqual(JSON.parse(answer.value.stdout), args);
  });

  it("keeps a final newline and adds to the inherited environment", async () => {
    const answer = await run(
      script("console.log(process.env.LENS_TEST, process.env.PATH!==undefined)", {
        env: { LENS_TEST: "1" },
      }),
    );
    assert.ok(answer.ok);
    assert.equal(answer.value.stdout, "1 true\n");
  });

  it("lets a child that yields, and what it starts, run after others", async () => {
    const grandchild = "console.log(os.getPriority())";
    const code = `setTimeout(()=>child_process.execFileSync(process.execPath,["-e","${grandchild}"],{stdio:"inherit"}),200)`;
    const [usual, yielding] = await Promise.all([run(script(code)), run(script(code, { yields: true }))]);
    assert.ok(usual.ok && yielding.ok);
    assert.equal(Number(usual.value.stdout), os.getPriority());
    assert.ok(Number(yielding.value.stdout) > os.getPriority(), yielding.value.stdout);
  });

  it("gives the child no input to wait for", async () => {
    const answer = await run(script('process.stdin.resume();process.stdin.on("end",()=>console.log("end"))'));
    assert.ok(answer.ok);
    assert.equal(answer.value.stdout, "end\n");
  });

  describe("finding the program", () => {
    let dir: string;
    beforeEach(async () => {
      dir = await mkdtemp(path.join(tmpdir(), "lens-run-"));
    });
    afterEach(() => rm(dir, { recursive: true }));

    it("says not-found for a name that is not on PATH", async () => {
      const answer = await run({ program: "no-such-program-here", args: [], timeoutMs: 1_000 });
      assert.ok(!answer.ok);
      assert.equal(answer.failure.reason, "not-found");
    });

    it("never runs a program from the working directory, whatever PATH says", async () => {
      await symlink(process.execPath, path.join(dir, "planted"));
      for (const PATH of ["", ".", ":", `.:${path.relative(process.cwd(), dir)}`]) {
        const answer = await run({
          program: "planted",
          args: ["-v"],
          cwd: dir,
          env: { PATH },
          timeoutMs: 2_000,
        });
        assert.ok(!answer.ok, `PATH ${JSON.stringify(PATH)}`);
        assert.equal(answer.failure.reason, "not-found");
      }
      const relative = await run({ program: "./planted", args: ["-v"], cwd: dir, timeoutMs: 2_000 });
      assert.ok(!relative.ok);
    });

    it("finds a bare name on PATH", async () => {
      await symlink(process.execPath, path.join(dir, "here"));
      const answer = await run({ program: "here", args: ["-v"], env: { PATH: dir }, timeoutMs: 2_000 });
      assert.ok(answer.ok);
      assert.equal(answer.value.stdout, `${process.version}\n`);
    });

    it("skips a directory of that name and names a file that is not executable", async () => {
      await mkdir(path.join(dir, "a", "tool"), { recursive: true });
      await mkdir(path.join(dir, "b"));
      await writeFile(path.join(dir, "b", "tool"), "");
      await chmod(path.join(dir, "b", "tool"), 0o600);
      const env = { PATH: `${path.join(dir, "a")}:${path.join(dir, "b")}` };
      const answer = await run({ program: "tool", args: [], env, timeoutMs: 1_000 });
      assert.ok(!answer.ok);
      assert.equal(answer.failure.reason, "no-permission");
    });

    it("settles once when spawn itself throws or refuses", async () => {
      const nul = await run({ program: process.execPath, args: ["a\0b"], timeoutMs: 1_000 });
      assert.ok(!nul.ok);
      assert.equal(nul.failure.reason, "not-started");
      const long = await run({ program: process.execPath, args: ["x".repeat(4_000_000)], timeoutMs: 1_000 });
      assert.ok(!long.ok);
      assert.equal(long.failure.reason, "not-started");
      const noCwd = await run(script("", { cwd: path.join(dir, "gone") }));
      assert.ok(!noCwd.ok);
      assert.equal(noCwd.failure.reason, "not-found");
      await writeFile(path.join(dir, "broken"), "#!/no/such/interpreter\n", { mode: 0o755 });
      const broken = await run({ program: path.join(dir, "broken"), args: [], timeoutMs: 1_000 });
      assert.ok(!broken.ok);
      assert.equal(broken.failure.reason, "not-found");
    });
  });

  describe("ending", () => {
    it("kills at the time limit, keeps what was printed, and takes the grandchild along", async () => {
      const started = performance.now();
      const answer = await run(
        script(withGrandchild('"ignore"', "setInterval(()=>{},1000)"), { timeoutMs: 700 }),
      );
      assert.ok(!answer.ok && answer.failure.reason === "timed-out");
      const grandchild = Number(answer.failure.stdout);
      assert.ok(grandchild > 1, answer.failure.stdout);
      await untilGone(grandchild);
      assert.ok(performance.now() - started < 10_000);
    });

    it("kills a child that ignores SIGTERM", async () => {
      const answer = await run(
        script('process.on("SIGTERM",()=>{});console.log(process.pid);setInterval(()=>{},1000)', {
          timeoutMs: 400,
        }),
      );
      assert.ok(!answer.ok && answer.failure.reason === "timed-out");
      await untilGone(Number(answer.failure.stdout));
    });

    it("kills on abort and runs nothing when it is aborted already", async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 200);
      const answer = await run(script("setInterval(()=>{},1000)"), controller.signal);
      assert.ok(!answer.ok);
      assert.equal(answer.failure.reason, "aborted");
      const late = await run(
        { program: "no-such-program-here", args: [], timeoutMs: 1 },
        AbortSignal.abort(),
      );
      assert.ok(!late.ok);
      assert.equal(late.failure.reason, "aborted");
    });

    it("answers when the child has ended although a grandchild holds the pipe, and ends that too", async () => {
      const started = performance.now();
      const answer = await run(script(withGrandchild('["ignore","inherit","ignore"]', "process.exit(0)")));
      assert.ok(answer.ok);
      assert.equal(answer.value.exitCode, 0);
      assert.ok(performance.now() - started < 10_000);
      await untilGone(Number(answer.value.stdout.split("\n").find((line) => /^\d+$/.test(line))));
    });

    it("tells a signal from an exit", async () => {
      const answer = await run(script('process.kill(process.pid,"SIGKILL")'));
      assert.ok(!answer.ok && answer.failure.reason === "signal");
      assert.match(answer.failure.detail, /SIGKILL/);
    });

    it("leaves no listener on the signal or on this process", async () => {
      const before = ["exit", "SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));
      await run(script(""));
      const after = ["exit", "SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));
      assert.deepEqual(after, before);
    });
  });
});
