import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Machine } from "../../../../src/core/ports/machine.ts";
import type { RecordingFailure } from "../../../../src/platform/record/recordingFormat.ts";
import { replayMachine } from "../../../../src/platform/record/replayingMachine.ts";
import { FakeLog } from "../../../support/fakeLog.ts";
import { fakeMachine } from "../../../support/fakeMachine.ts";
import { FakeVault } from "../../../support/fakeVault.ts";

const never = new AbortController().signal;
const takenAt = Date.UTC(2026, 10, 20);

const machineJson = {
  product: "gateway-lens",
  schemaVersion: 1,
  version: "1.2.3",
  takenAt,
  facts: fakeMachine().facts,
};

function line(method: string, question: unknown, value: unknown, elapsedMs = 0): string {
  return JSON.stringify({ method, question, at: 0, elapsedMs, outcome: { ok: true, value } });
}

describe("replayMachine", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "lens-replay-"));
    await put("machine.json", JSON.stringify(machineJson));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const put = (name: string, text: string): Promise<void> => writeFile(path.join(dir, name), text);
  const open = (at = dir) => replayMachine(at, { vault: new FakeVault(), log: new FakeLog() });

  async function opened(): Promise<Machine> {
    const machine = await open();
    assert.ok(machine.ok, machine.ok ? "" : machine.failure.detail);
    return machine.value;
  }

  async function failureOf(at?: string): Promise<RecordingFailure> {
    const machine = await open(at);
    assert.ok(!machine.ok);
    return machine.failure;
  }

  it("gives the answers in the order they were recorded, and the last one again", async () => {
    const question = { path: "/a" };
    await put("files.jsonl", ["one", "two"].map((text) => line("read", question, text)).join("\n"));
    const { files } = await opened();
    const texts: unknown[] = [];
    for (let count = 0; count < 4; count += 1) texts.push(await files.read("/a"));
    assert.deepEqual(
      texts.map((answer) => (answer as { value: string }).value),
      ["one", "two", "two", "two"],
    );
  });

  it("says not-recorded on every port when there is nothing", async () => {
    const machine = await opened();
    const answers = [
      await machine.commands.run({ program: "id", args: [], timeoutMs: 1 }, never),
      await machine.files.read("/etc/passwd"),
      await machine.files.stat("/"),
      await machine.files.list("/"),
      await machine.files.realPath("/"),
      await machine.processes.list(),
      await machine.processes.environment("self", ["PATH"]),
      await machine.http.request({ method: "GET", url: "http://127.0.0.1/", timeoutMs: 1 }, never),
      await machine.tcp.connect("127.0.0.1", 1, 1, never),
      await machine.gateways.dial("ws://127.0.0.1:1", 1, never),
    ];
    for (const answer of answers) {
      assert.ok(!answer.ok);
      assert.equal(answer.failure.reason, "not-recorded");
      assert.match(answer.failure.detail, /^not in the recording: /);
    }
  });

  it("knows a command by program and arguments, whatever its limits", async () => {
    const result = { exitCode: 0, stdout: "x", stderr: "", truncated: false };
    await put("commands.jsonl", line("run", { args: ["a"], program: "p" }, result));
    const { commands } = await opened();
    assert.ok((await commands.run({ program: "p", args: ["a"], timeoutMs: 7, label: "l" }, never)).ok);
    assert.ok(!(await commands.run({ program: "p", args: ["a", "b"], timeoutMs: 7 }, never)).ok);
    const aborted = await commands.run({ program: "p", args: ["a"], timeoutMs: 7 }, AbortSignal.abort());
    assert.ok(!aborted.ok && aborted.failure.reason === "aborted");
  });

  it("answers for some of the recorded variables, and never takes an unasked one for unset", async () => {
    await put("processes.jsonl", line("environment", { pid: 7, names: ["A", "B"] }, { A: "1" }));
    const { processes } = await opened();
    assert.deepEqual(await processes.environment(7, ["B", "A"]), { ok: true, value: { A: "1" } });
    assert.deepEqual(await processes.environment(7, ["B"]), { ok: true, value: {} });
    assert.ok(!(await processes.environment(7, ["A", "C"])).ok);
    assert.ok(!(await processes.environment(8, ["A"])).ok);
  });

  it("starts its time when the recording was taken and lets recorded time pass, not real time", async () => {
    const slow = line("connect", { host: "h", port: 1 }, { elapsedMs: 4_000 }, 4_000);
    const quick = line("connect", { host: "h", port: 2 }, { elapsedMs: 3_000 }, 3_000);
    await put("tcp.jsonl", `${slow}\n${quick}\n`);
    const started = performance.now();
    for (let run = 0; run < 2; run += 1) {
      const { clock, tcp } = await opened();
      const order: number[] = [];
      assert.equal(clock.now(), takenAt);
      await Promise.all(
        [1, 2].map(async (port) => {
          await tcp.connect("h", port, 1, never);
          order.push(port, clock.elapsed());
        }),
      );
      assert.deepEqual(order, [2, 3_000, 1, 4_000]);
      await clock.sleep(1_000, never);
      assert.equal(clock.now(), takenAt + 5_000);
      await assert.rejects(clock.sleep(1, AbortSignal.abort(new Error("stop"))), /stop/);
    }
    assert.ok(performance.now() - started < 8_000);
  });

  it("fills in what a hand-written refusal leaves out", async () => {
    const url = "ws://h";
    const refusal = { reason: "pairing-required", detail: "pairing required" };
    const question = {
      url,
      client: "cli/cli",
      role: "operator",
      fingerprint: null,
      credentialKind: "token",
      device: null,
    };
    await put(
      "websocket.jsonl",
      `${line("dial", { url }, { nonce: "n", issuedAt: 1 })}\n` +
        JSON.stringify({
          method: "connect",
          question,
          at: 0,
          elapsedMs: 0,
          outcome: { ok: false, failure: refusal },
        }),
    );
    const dialog = await (await opened()).gateways.dial(url, 1, never);
    assert.ok(dialog.ok);
    const answer = await dialog.value.connect(
      {
        client: { id: "cli", mode: "cli" },
        role: "operator",
        scopes: [],
        credential: null,
        credentialKind: "token",
        device: null,
        minProtocol: 4,
        maxProtocol: 4,
        timeoutMs: 1,
      },
      never,
    );
    assert.ok(!answer.ok);
    assert.deepEqual(answer.failure, {
      ...refusal,
      code: null,
      close: null,
      retryAfterMs: null,
      pairing: null,
      expectedProtocol: null,
    });
  });

  describe("what is no recording", () => {
    it("says where nothing is, and what is no directory", async () => {
      assert.equal((await failureOf(path.join(dir, "gone"))).reason, "not-found");
      assert.equal((await failureOf(path.join(dir, "machine.json"))).reason, "not-a-recording");
      await mkdir(path.join(dir, "empty"));
      const failure = await failureOf(path.join(dir, "empty"));
      assert.equal(failure.reason, "not-a-recording");
      assert.match(failure.detail, /holds no machine\.json/);
    });

    it("says when machine.json is another program's, or newer", async () => {
      await put("machine.json", '{"name":"other"}');
      assert.equal((await failureOf()).reason, "not-a-recording");
      await put("machine.json", JSON.stringify({ ...machineJson, schemaVersion: 3, facts: "moved" }));
      assert.equal((await failureOf()).reason, "newer");
      await put("machine.json", "{");
      assert.equal((await failureOf()).reason, "broken");
      await put("machine.json", "\u0000\u0001");
      assert.equal((await failureOf()).reason, "broken");
    });

    for (const [what, text, expected] of [
      ["no JSON", "{", /JSON/],
      ["another form", '{"a":1}', /method/],
      ["an unknown method", line("write", {}, ""), /no method write/],
      ["a method of Object", line("toString", {}, ""), /no method toString/],
      ["an answer of another form", line("read", { path: "/a" }, 5), /outcome\.value/],
    ] as const) {
      it(`names file and line of ${what}`, async () => {
        await put("files.jsonl", `${line("read", { path: "/a" }, "x")}\n\n${text}\n`);
        const failure = await failureOf();
        assert.equal(failure.reason, "broken");
        assert.equal(failure.file, path.join(dir, "files.jsonl"));
        assert.equal(failure.line, 3);
        assert.match(failure.detail, expected);
      });
    }
  });
});
