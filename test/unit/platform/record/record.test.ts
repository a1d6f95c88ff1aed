import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ConnectRequest } from "../../../../src/core/ports/gatewayDialog.ts";
import type { Machine } from "../../../../src/core/ports/machine.ts";
import { recordMachine } from "../../../../src/platform/record/recordingMachine.ts";
import { replayMachine } from "../../../../src/platform/record/replayingMachine.ts";
import { installVault } from "../../../../src/platform/secrets/installVault.ts";
import { fakeConnectFailure, fakeHello } from "../../../support/fakeGateways.ts";
import { FakeLog } from "../../../support/fakeLog.ts";
import { fakeMachine, type FakeMachineScript } from "../../../support/fakeMachine.ts";

const never = new AbortController().signal;
const token = "canary-token-0123456789";
const url = "ws://127.0.0.1:18789";
const newVault = () => installVault(() => Buffer.alloc(32, 5));

const config = `{
  // the gateway of this machine
  gateway: { mode: "local", auth: { token: "${token}" } },
  channels: { telegram: { botToken: "canary-bot-token" } },
}
`;

const script: FakeMachineScript = {
  files: {
    "/home/dev/.openclaw/openclaw.json": config,
    "/home/dev/.openclaw/.env": `OPENCLAW_GATEWAY_PASSWORD=canary pass phrase # old\nPORT=18789\nMY_SECRET=default\n`,
    "/home/dev/compose.yml": "environment:\n  GATEWAY_PASSWORD: canary\n  MODE: token\n",
    "/var/log/gateway.log": "bot canary-bot-token connected\nauth token: missing\n",
  },
  environments: { self: { OPENCLAW_GATEWAY_TOKEN: token, HOME: "/home/dev" } },
  processes: [{ pid: 7, args: ["openclaw", "gateway", "run", "--token", token, "--port", "18789"] }],
  commands: { "openclaw config get": { exitCode: 1, stdout: `token=${token}`, stderr: "no" } },
  http: { "http://127.0.0.1:18789/healthz": '{"ok":true,"status":"live"}' },
  tcp: { "127.0.0.1:18789": 2 },
};

const login = (machine: Machine, value: string | null): ConnectRequest => ({
  client: { id: "cli", mode: "cli" },
  role: "operator",
  scopes: ["operator.read"],
  credential: value === null ? null : machine.secrets.keep(value),
  credentialKind: "token",
  device: null,
  minProtocol: 4,
  maxProtocol: 4,
  timeoutMs: 1_000,
});

/** A fake machine whose gateway accepts `token` alone, with a real vault. */
function machine(): Machine {
  const vault = newVault();
  const fake = fakeMachine({
    ...script,
    gateways: {
      [url]: {
        connect: (request) =>
          request.credential?.fingerprint === vault.keep(token).fingerprint
            ? { ok: true, value: fakeHello() }
            : { ok: false, failure: fakeConnectFailure({ reason: "token-mismatch" }) },
        calls: { "config.get": { parsed: { auth: { token } }, lines: [`{"token":"${token}"}`] } },
      },
    },
  });
  return { ...fake, secrets: vault };
}

/** Asks everything once; the answers, without what differs by nature. */
async function askAll(asked: Machine): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const file of Object.keys(script.files ?? {})) answers.push(await asked.files.read(file));
  answers.push(await asked.files.read("/absent"));
  answers.push(await asked.files.stat("/home/dev/compose.yml"));
  answers.push(await asked.files.list("/home/dev"));
  answers.push(await asked.files.realPath("/home/dev"));
  answers.push(await asked.processes.list());
  answers.push(await asked.processes.environment("self", ["OPENCLAW_GATEWAY_TOKEN", "HOME", "NONE"]));
  answers.push(
    await asked.commands.run({ program: "openclaw", args: ["config", "get"], timeoutMs: 9 }, never),
  );
  answers.push(
    await asked.http.request({ method: "GET", url: "http://127.0.0.1:18789/healthz", timeoutMs: 5 }, never),
  );
  answers.push(await asked.tcp.connect("127.0.0.1", 18789, 100, never));
  const dialog = await asked.gateways.dial(url, 100, never);
  assert.ok(dialog.ok);
  answers.push(dialog.value.challenge);
  answers.push(await dialog.value.connect(login(asked, token), never));
  answers.push(await dialog.value.call("config.get", { limit: 1 }, 100, never));
  await dialog.value.close();
  return answers;
}

describe("recording and replaying", () => {
  let root: string;
  let dir: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "lens-record-"));
    dir = path.join(root, "new");
  });
  afterEach(() => rm(root, { recursive: true }));

  async function recorded(live = machine()): Promise<unknown[]> {
    const recording = recordMachine(live, "1.2.3");
    const answers = await askAll(recording.machine);
    const flushed = await recording.flush(dir);
    assert.ok(flushed.ok);
    assert.equal(flushed.value, answers.length);
    return answers;
  }

  async function replay(vault = newVault()): Promise<Machine> {
    const opened = await replayMachine(dir, { vault, log: new FakeLog() });
    assert.ok(opened.ok, opened.ok ? "" : opened.failure.detail);
    return opened.value;
  }

  async function edit(name: string, from: string, to: string): Promise<void> {
    const text = await readFile(path.join(dir, name), "utf8");
    assert.ok(text.includes(from), `${name} has ${from}`);
    await writeFile(path.join(dir, name), text.replaceAll(from, to));
  }

  it("passes every answer on unchanged while it records", async () => {
    assert.deepEqual(await recorded(), await askAll(machine()));
  });

  it("writes one file for each port, for the user's eyes only", async () => {
    await recorded();
    const names = await readdir(dir);
    assert.deepEqual(names.toSorted(), [
      "commands.jsonl",
      "files.jsonl",
      "guests.jsonl",
      "http.jsonl",
      "machine.json",
      "processes.jsonl",
      "tcp.jsonl",
      "websocket.jsonl",
    ]);
    for (const name of names) assert.equal((await stat(path.join(dir, name))).mode & 0o777, 0o600);
  });

  it("writes no secret, wherever it stood and however late it was found", async () => {
    await recorded();
    for (const name of await readdir(dir)) {
      const text = await readFile(path.join(dir, name), "utf8");
      assert.doesNotMatch(text, /canary|pass phrase|=default/, name);
    }
  });

  it("keeps the syntax and the lines of a file", async () => {
    await recorded();
    const again = await replay();
    const file = await again.files.read("/home/dev/.openclaw/openclaw.json");
    assert.ok(file.ok);
    const handle = newVault().keep(token);
    const bot = newVault().keep("canary-bot-token");
    assert.equal(
      file.value,
      config
        .replace(token, `‹secret:${handle.fingerprint}:${token.length}›`)
        .replace("canary-bot-token", `‹secret:${bot.fingerprint}:16›`),
    );
    const env = await again.files.read("/home/dev/.openclaw/.env");
    assert.ok(env.ok);
    assert.match(env.value, /^OPENCLAW_GATEWAY_PASSWORD=‹[^›]+› # old\nPORT=18789\nMY_SECRET=‹[^›]+›\n$/);
    const log = await again.files.read("/var/log/gateway.log");
    assert.ok(log.ok);
    assert.match(log.value, /^bot ‹[^›]+› connected\nauth token: missing\n$/);
  });

  it("gives the same answers as the machine, with placeholders for secrets", async () => {
    const live = await recorded();
    const vault = newVault();
    for (const secret of [token, "canary-bot-token", "canary pass phrase", "canary", "default"])
      vault.keep(secret);
    const again = await askAll(await replay(vault));
    assert.equal(again.length, live.length);
    // The first four are file texts, looked at above.
    assert.deepEqual(again.slice(4), JSON.parse(vault.redact(JSON.stringify(live.slice(4)))));
  });

  it("knows a placeholder for the secret it stands for, also with another key", async () => {
    await recorded();
    const again = await replay(installVault(() => Buffer.alloc(32, 6)));
    const env = await again.processes.environment("self", ["OPENCLAW_GATEWAY_TOKEN"]);
    assert.ok(env.ok);
    const placeholder = env.value["OPENCLAW_GATEWAY_TOKEN"] ?? "";
    assert.deepEqual(again.secrets.keep(placeholder), newVault().keep(token));
    const dialog = await again.gateways.dial(url, 100, never);
    assert.ok(dialog.ok);
    assert.ok((await dialog.value.connect(login(again, placeholder), never)).ok);
  });

  it("rejects a token that was edited in the recording, as the gateway would", async () => {
    await recorded();
    await edit("files.jsonl", newVault().keep(token).fingerprint, "deadbeef");
    const again = await replay();
    const file = await again.files.read("/home/dev/.openclaw/openclaw.json");
    assert.ok(file.ok);
    const placeholder = /‹secret:deadbeef:\d+›/.exec(file.value)?.[0] ?? "";
    const dialog = await again.gateways.dial(url, 100, never);
    assert.ok(dialog.ok);
    for (const [value, reason] of [
      [placeholder, "token-mismatch"],
      ["edited-in-plain", "token-mismatch"],
      [null, "device-identity-required"],
    ] as const) {
      const answer = await dialog.value.connect(login(again, value), never);
      assert.ok(!answer.ok);
      assert.equal(answer.failure.reason, reason);
    }
  });

  it("does not guess what a gateway would accept that accepted nothing", async () => {
    const recording = recordMachine(machine(), "1.2.3");
    const dialog = await recording.machine.gateways.dial(url, 100, never);
    assert.ok(dialog.ok);
    await dialog.value.connect(login(recording.machine, "wrong-token"), never);
    assert.ok((await recording.flush(dir)).ok);
    const again = await replay();
    const redialled = await again.gateways.dial(url, 100, never);
    assert.ok(redialled.ok);
    const same = await redialled.value.connect(login(again, "wrong-token"), never);
    assert.ok(!same.ok && same.failure.reason === "token-mismatch");
    const other = await redialled.value.connect(login(again, "other-token"), never);
    assert.ok(!other.ok && other.failure.reason === "not-recorded");
  });

  it("refuses a directory that is not empty, and touches nothing in it", async () => {
    await recorded();
    await rm(path.join(dir, "tcp.jsonl"));
    const second = await recordMachine(machine(), "1.2.3").flush(dir);
    assert.ok(!second.ok);
    assert.equal(second.failure.reason, "not-empty");
    assert.ok(!(await readdir(dir)).includes("tcp.jsonl"));
    const file = await recordMachine(machine(), "1.2.3").flush(path.join(dir, "machine.json"));
    assert.ok(!file.ok);
    assert.equal(file.failure.reason, "not-writable");
  });
});
