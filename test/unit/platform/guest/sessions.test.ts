import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Door } from "../../../../src/core/ports/door.ts";
import { liveGuests } from "../../../../src/platform/guest/liveGuests.ts";
import { shellDoor as door } from "../../../support/shellDoor.ts";

const { signal } = new AbortController();

async function childrenOf(pid: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "pid=", "--ppid", String(pid)]);
  return stdout
    .split("\n")
    .map(Number)
    .filter((child) => child > 0);
}

describe("the session with a guest", () => {
  it("is gone after leaving, with all it had started, and another opens", async () => {
    const own = liveGuests(null);
    const before = await childrenOf(process.pid);
    const entered = await own.enter(door({ namespace: "wsl:Other" }), signal);
    assert.ok(entered.ok);
    const [shell] = (await childrenOf(process.pid)).filter((pid) => !before.includes(pid));
    assert.ok(shell !== undefined);
    const slow = entered.value.commands.run({ program: "sleep", args: ["77.25"], timeoutMs: 60_000 }, signal);
    await entered.value.files.stat("/");
    await own.leave();
    assert.equal((await slow).ok, false);
    assert.ok(!(await childrenOf(process.pid)).includes(shell));
    const late = await entered.value.files.read("/etc/passwd");
    assert.equal(late.ok ? null : late.failure.reason, "io");
    const again = await own.enter(door({ namespace: "wsl:Other" }), signal);
    assert.ok(again.ok && (await again.value.files.stat("/")).ok);
    await own.leave();
    const { stdout } = await promisify(execFile)("ps", ["-eo", "args"]);
    assert.ok(!stdout.includes("sleep 77.25"));
  });

  it("opens again when it died", async () => {
    const own = liveGuests(null);
    const before = await childrenOf(process.pid);
    const entered = await own.enter(door(), signal);
    assert.ok(entered.ok);
    const [shell] = (await childrenOf(process.pid)).filter((pid) => !before.includes(pid));
    const slow = entered.value.commands.run({ program: "sleep", args: ["78.25"], timeoutMs: 60_000 }, signal);
    process.kill(shell ?? 0, "SIGKILL");
    assert.equal((await slow).ok, false);
    const again = await own.enter(door(), signal);
    assert.ok(again.ok && (await again.value.files.stat("/")).ok);
    await own.leave();
  });

  it("says why there is none", async () => {
    const own = liveGuests(null);
    const reasonOf = async (change: Partial<Door>, stop = signal): Promise<string> => {
      const entered = await own.enter(door(change), stop);
      return entered.ok ? "entered" : `${entered.failure.reason}: ${entered.failure.detail}`;
    };
    assert.match(await reasonOf({ program: "/no/such/wsl.exe" }), /^not-found/);
    assert.match(await reasonOf({ program: "/etc/passwd" }), /^no-permission/);
    assert.match(
      await reasonOf({ args: ["-c", "cat >/dev/null"], timeoutMs: 200 }),
      /^timed-out: no answer after 200/,
    );
    const words = "Catastrophic failure \\r\\nError code: Wsl/Service/E_UNEXPECTED\\r\\n";
    const gaveUp = await reasonOf({ args: ["-c", `printf '${words}'; exit 255`] });
    assert.match(gaveUp, /^ended: Catastrophic failure \nError code: Wsl\/Service\/E_UNEXPECTED; exit 255$/);
    assert.match(await reasonOf({}, AbortSignal.abort()), /^aborted/);
    assert.match(
      await reasonOf({ program: "/bin/sh", args: ["-c", "PATH=/nowhere; export PATH; exec /bin/sh -s"] }),
      /^unsupported/,
    );
    await own.leave();
  });

  it("does not take for an answer what a login prints", async () => {
    const own = liveGuests(null);
    const noisy = "echo Welcome; echo '@0123456789abcdef-1 uid 0'; exec /bin/sh -s";
    const entered = await own.enter(door({ args: ["-c", noisy] }), signal);
    assert.equal(entered.ok ? entered.value.facts.uid : -1, process.getuid?.());
    await own.leave();
  });
});
