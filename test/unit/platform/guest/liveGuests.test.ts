import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Guest, Guests } from "../../../../src/core/ports/machine.ts";
import { liveGuests } from "../../../../src/platform/guest/liveGuests.ts";
import { linuxProcesses } from "../../../../src/platform/process/linuxProcesses.ts";
import { shellDoor as door } from "../../../support/shellDoor.ts";
import { nodeFiles } from "../../../../src/platform/files/nodeFiles.ts";

const { signal } = new AbortController();

describe("a guest behind a shell", () => {
  let guests: Guests;
  let guest: Guest;
  let dir: string;

  before(async () => {
    dir = await realpath(await mkdtemp(path.join(tmpdir(), "lens-guest-")));
    guests = liveGuests("work");
    const entered = await guests.enter(door(), signal);
    assert.ok(entered.ok, JSON.stringify(entered));
    guest = entered.value;
  });

  after(async () => {
    await guests.leave();
    await rm(dir, { recursive: true });
  });

  it("says who it is", () => {
    const { facts } = guest;
    assert.equal(facts.platform, "linux");
    assert.equal(facts.uid, process.getuid?.());
    assert.equal(facts.profile, "work");
    assert.equal(facts.storedToken, null);
    assert.ok(facts.path.includes("/usr/bin"));
  });

  it("is the same session when it is entered again", async () => {
    const again = await guests.enter(door(), signal);
    assert.ok(again.ok);
    assert.equal(again.value, guest);
  });

  describe("its files", () => {
    const odd = 'it\'s $HOME `id` \\ "x" — ü';
    before(async () => {
      await writeFile(path.join(dir, odd), "line one\nline two ü\n");
      await writeFile(path.join(dir, "nul"), "a\0b");
      await writeFile(path.join(dir, "empty"), "", { mode: 0o640 });
      await mkdir(path.join(dir, "folder/deep"), { recursive: true });
      await symlink(odd, path.join(dir, "link"));
      await symlink("gone", path.join(dir, "dangling"));
    });

    it("answer as this machine's own do, whatever their names", async () => {
      const names = [odd, "nul", "empty", "folder", "link", "dangling", "gone/deeper", "empty/below"];
      for (const name of names) {
        const file = path.join(dir, name);
        for (const method of ["stat", "read", "list", "realPath"] as const) {
          const [there, here] = await Promise.all([guest.files[method](file), nodeFiles[method](file)]);
          const what = `${method} ${name}`;
          assert.equal(there.ok, here.ok, what);
          if (!there.ok && !here.ok) {
            const isSame = there.failure.reason === here.failure.reason;
            assert.ok(isSame || here.failure.reason === "not-found", `${what}: ${there.failure.reason}`);
          } else if (there.ok && here.ok && method !== "stat")
            assert.deepEqual(there.value, here.value, what);
          else if (there.ok && here.ok) {
            const { modifiedAt: _one, ...facts } = there.value as { modifiedAt: number };
            const { modifiedAt: _other, ...expected } = here.value as { modifiedAt: number };
            assert.deepEqual(facts, expected, what);
          }
        }
      }
    });

    it("have limits", async () => {
      const large = await guest.files.read(path.join(dir, odd), 5);
      assert.equal(large.ok ? null : large.failure.reason, "too-large");
      assert.ok((await guest.files.read(path.join(dir, odd), 21)).ok);
    });

    it("answer hundreds of questions at once, each its own", async () => {
      const paths = Array.from({ length: 300 }, (_, index) => path.join(dir, `file-${index}`));
      const written = paths
        .map((file, index) => ({ file, text: `${index}` }))
        .filter((_, index) => index % 3 === 0);
      await Promise.all(written.map(({ file, text }) => writeFile(file, text)));
      const texts = await Promise.all(paths.map((file) => guest.files.read(file)));
      for (const [index, text] of texts.entries()) {
        assert.equal(text.ok ? text.value : null, index % 3 === 0 ? `${index}` : null);
      }
    });
  });

  it("lists the processes that this machine lists", async () => {
    const [there, here] = await Promise.all([guest.processes.list(), linuxProcesses.list()]);
    assert.ok(there.ok && here.ok);
    const own = (pid: number) => [there, here].map(({ value }) => value.find((entry) => entry.pid === pid));
    for (const pid of [process.pid, process.ppid]) {
      const [one, other] = own(pid);
      assert.ok(one !== undefined && other !== undefined);
      assert.deepEqual(
        { ...one, startedAt: null, state: null, socketInodes: null },
        { ...other, startedAt: null, state: null, socketInodes: null },
      );
      assert.ok(Math.abs((one.startedAt ?? 0) - (other.startedAt ?? 0)) < 1_000);
    }
  });

  it("tells a process's environment, and its own for the user's", async () => {
    const own = await guest.processes.environment("self", ["LENS_TEST", "NOT_SET"]);
    assert.deepEqual(own.ok ? own.value : own.failure, { LENS_TEST: "one two" });
    const gone = await guest.processes.environment(999_999_999, ["PATH"]);
    assert.equal(gone.ok ? null : gone.failure.reason, "not-found");
  });

  describe("its commands", () => {
    const run = (args: readonly string[], timeoutMs = 5_000, stop = signal) =>
      guest.commands.run({ program: args[0] ?? "", args: args.slice(1), timeoutMs }, stop);

    it("keep output, errors and exit code apart", async () => {
      const answer = await run(["sh", "-c", 'printf "%s" "$1"; echo no >&2; exit 3', "x", "a 'b' \"c\"\n"]);
      assert.ok(answer.ok);
      assert.deepEqual(answer.value, {
        exitCode: 3,
        stdout: "a 'b' \"c\"\n",
        stderr: "no\n",
        truncated: false,
      });
    });

    it("take environment and working directory, and no input", async () => {
      const answer = await guest.commands.run(
        { program: "sh", args: ["-c", 'pwd; echo "$A"; cat'], env: { A: "b c" }, cwd: dir, timeoutMs: 5_000 },
        signal,
      );
      assert.equal(answer.ok ? answer.value.stdout : answer.failure.reason, `${dir}\nb c\n`);
    });

    it("run beside each other and beside other questions", async () => {
      const started = performance.now();
      const slow = run(["sleep", "1"]);
      assert.ok((await guest.files.stat("/etc/passwd")).ok && performance.now() - started < 900);
      assert.ok((await slow).ok);
    });

    it("say what cannot be started, and what a signal ended", async () => {
      const asked = [run(["no-such-program"]), run([dir]), run(["sh", "-c", "kill -9 $$"])];
      const reasons = (await Promise.all(asked)).map((answer) => (answer.ok ? null : answer.failure.reason));
      assert.deepEqual(reasons, ["not-found", "no-permission", "signal"]);
    });

    it("end at their time limit with all they started, and what they had printed is kept", async () => {
      const mark = `7${process.pid}.5`;
      const script = `trap "" TERM; echo early; sleep ${mark} & sleep ${mark}; sleep ${mark}`;
      const answer = await run(["sh", "-c", script], 400);
      assert.ok(!answer.ok && answer.failure.reason === "timed-out");
      assert.equal(answer.failure.stdout, "early\n");
      const { stdout } = await promisify(execFile)("ps", ["-eo", "args"]);
      assert.ok(!stdout.includes(`sleep ${mark}`));
    });

    it("end when they are cancelled", async () => {
      const cancel = new AbortController();
      const answer = run(["sleep", "30"], 60_000, cancel.signal);
      setTimeout(() => cancel.abort(), 50);
      const ended = await answer;
      assert.equal(ended.ok ? null : ended.failure.reason, "aborted");
    });

    it("keep head and tail of what is too much", async () => {
      const answer = await guest.commands.run(
        {
          program: "sh",
          args: ["-c", "echo first; seq 100000; echo last"],
          maxOutputBytes: 2_000,
          timeoutMs: 9_000,
        },
        signal,
      );
      assert.ok(answer.ok && answer.value.truncated);
      assert.match(answer.value.stdout, /^first\n1\n[\s\S]*left out[\s\S]*100000\nlast\n$/);
    });
  });
});
