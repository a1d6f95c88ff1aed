import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Door } from "../../../../src/core/ports/door.ts";
import type { Guest, Machine } from "../../../../src/core/ports/machine.ts";
import { recordMachine } from "../../../../src/platform/record/recordingMachine.ts";
import { replayMachine } from "../../../../src/platform/record/replayingMachine.ts";
import { installVault } from "../../../../src/platform/secrets/installVault.ts";
import { FakeLog } from "../../../support/fakeLog.ts";
import { fakeMachine } from "../../../support/fakeMachine.ts";
import { shellDoor } from "../../../support/shellDoor.ts";

const { signal } = new AbortController();
const token = "canary-token-0123456789";
const config = "/home/dev/.openclaw/openclaw.json";
const health = "http://127.0.0.1:18789/healthz";
const door = shellDoor({ namespace: "wsl:Ubuntu" });
const stopped = shellDoor({ namespace: "wsl:Debian" });

function machine(): Machine {
  const fake = fakeMachine({
    files: { [config]: "{ gateway: { port: 1 } }" },
    processes: [{ pid: 7, args: ["host"] }],
    commands: { "uname -n": "host\n" },
    guests: {
      "wsl:Ubuntu": {
        facts: { hostname: "guest", wslInstance: "Ubuntu" },
        files: { [config]: `{ gateway: { auth: { token: "${token}" } } }` },
        processes: [{ pid: 7, args: ["guest", "--token", token] }],
        environments: { self: { OPENCLAW_GATEWAY_TOKEN: token } },
        commands: { "uname -n": "guest\n" },
        http: { [health]: '{"ok":true}' },
        tcp: { "127.0.0.1:18789": 2 },
      },
      "wsl:Debian": { reason: "ended", detail: `gave up over ${token}` },
    },
  });
  return { ...fake, secrets: installVault(() => Buffer.alloc(32, 5)) };
}

async function enter(asked: Machine, into: Door = door): Promise<Guest> {
  const entered = await asked.guests.enter(into, signal);
  assert.ok(entered.ok, JSON.stringify(entered));
  return entered.value;
}

/** Asks the same of the machine and of its guest. */
async function askBoth(asked: Machine): Promise<readonly unknown[]> {
  const guest = await enter(asked);
  const answers: unknown[] = [guest.facts];
  for (const one of [asked, guest]) {
    answers.push(
      await one.files.read(config),
      await one.processes.list(),
      await one.processes.environment("self", ["OPENCLAW_GATEWAY_TOKEN"]),
      await one.commands.run({ program: "uname", args: ["-n"], timeoutMs: 1_000 }, signal),
      await one.http.request({ method: "GET", url: health, timeoutMs: 1_000 }, signal),
      await one.tcp.connect("127.0.0.1", 18_789, 1_000, signal),
    );
  }
  return [...answers, await asked.guests.enter(stopped, signal)];
}

describe("a recording with guests", () => {
  let dir: string;
  let live: readonly unknown[];

  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "lens-guests-"));
    const recording = recordMachine(machine(), "1.2.3");
    live = await askBoth(recording.machine);
    const flushed = await recording.flush(dir);
    assert.ok(flushed.ok && flushed.value === 14);
  });

  afterEach(() => rm(dir, { recursive: true }));

  async function replay(): Promise<Machine> {
    const replayed = await replayMachine(dir, {
      vault: installVault(() => Buffer.alloc(32, 5)),
      log: new FakeLog(),
    });
    assert.ok(replayed.ok, JSON.stringify(replayed));
    return replayed.value;
  }

  it("passes every answer on unchanged", async () => {
    assert.deepEqual(live, await askBoth(machine()));
  });

  it("answers for each place as that place did, without its secrets", async () => {
    const answers = await askBoth(await replay());
    const { secrets } = machine();
    secrets.keep(token);
    const redacted = JSON.parse(secrets.redact(JSON.stringify(live))) as unknown[];
    // What the guest's file says is redacted by its own syntax.
    assert.deepEqual(answers, redacted);
    assert.notDeepEqual(answers[2], answers[8]);
  });

  it("holds no secret of a guest", async () => {
    for (const name of await readdir(dir)) {
      assert.ok(!(await readFile(path.join(dir, name), "utf8")).includes(token), name);
    }
  });

  it("knows nothing of a guest that was not entered, or not asked", async () => {
    const replayed = await replay();
    const other = await replayed.guests.enter(shellDoor({ namespace: "wsl:Other" }), signal);
    assert.equal(other.ok ? null : other.failure.reason, "not-recorded");
    const guest = await enter(replayed);
    const unread = await guest.files.read("/etc/os-release");
    assert.equal(unread.ok ? null : unread.failure.reason, "not-recorded");
    await replayed.guests.leave();
  });
});
