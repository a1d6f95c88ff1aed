import assert from "node:assert/strict";
import type { ConnectRequest, GatewayDialog } from "../../../../src/core/ports/gatewayDialog.ts";
import { gatewaySocket } from "../../../../src/platform/net/gatewaySocket.ts";
import { FakeVault } from "../../../support/fakeVault.ts";
import {
  accepting,
  scriptedGateway,
  type GatewayClient,
  type ScriptedGateway,
} from "../../../support/platformGateway.ts";
import { until } from "../../../support/platformServers.ts";

const never = new AbortController().signal;
const gateways = gatewaySocket({ vault: new FakeVault(), version: "0", devices: { find: () => null } });

const plain: ConnectRequest = {
  client: { id: "cli", mode: "cli" },
  role: "operator",
  scopes: [],
  credential: null,
  credentialKind: "token",
  device: null,
  minProtocol: 4,
  maxProtocol: 4,
  timeoutMs: 1_000,
};

describe("calls over a gateway's WebSocket", () => {
  let server: ScriptedGateway;
  afterEach(async () => {
    await until(() => server.openCount() === 0, "no socket is left");
    await server.close();
  });

  /** Dials a gateway that challenges and then behaves as `after` says. */
  async function dial(after: (client: GatewayClient) => void | Promise<void>): Promise<GatewayDialog> {
    server = await scriptedGateway(async (client) => {
      client.challenge();
      await after(client);
    });
    const dialog = await gateways.dial(server.url, 1_000, never);
    assert.ok(dialog.ok);
    return dialog.value;
  }

  it("gives each call its own answer, in whatever order they come", async () => {
    const held: (() => void)[] = [];
    const dialog = await dial(
      accepting(({ id, method, params }, client) => {
        held.unshift(() => client.send({ type: "res", id, ok: true, payload: { method, params } }));
        if (held.length === 3) for (const release of held) release();
      }),
    );
    await dialog.connect(plain, never);
    const names = ["health", "status", "logs.tail"];
    const answers = await Promise.all(names.map((name, limit) => dialog.call(name, { limit }, 1_000, never)));
    await dialog.close();
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.value),
      names.map((method, limit) => ({ method, params: { limit } })),
    );
  });

  it("passes a refused call on with its code", async () => {
    const dialog = await dial(
      accepting(({ id }, client) => {
        const error = { code: "FORBIDDEN", message: "missing scope: operator.read" };
        client.send({ type: "res", id, ok: false, error });
      }),
    );
    await dialog.connect(plain, never);
    const answer = await dialog.call("status", {}, 1_000, never);
    await dialog.close();
    assert.deepEqual(answer, {
      ok: false,
      failure: { reason: "refused", code: "FORBIDDEN", detail: "missing scope: operator.read", close: null },
    });
  });

  it("gives up on a call that nobody answers, and goes on", async () => {
    const dialog = await dial(
      accepting(({ id, method }, client) => {
        if (method === "health") client.send({ type: "res", id, ok: true, payload: {} });
      }),
    );
    await dialog.connect(plain, never);
    const silent = await dialog.call("status", {}, 80, never);
    assert.ok(!silent.ok);
    assert.equal(silent.failure.reason, "timed-out");
    assert.ok((await dialog.call("health", {}, 1_000, never)).ok);
    await dialog.close();
  });

  it("remembers the shutdown event when the connection then closes", async () => {
    const dialog = await dial(
      accepting((_frame, client) => {
        const payload = { reason: "gateway restarting", restartExpectedMs: 1_500 };
        client.send({ type: "event", event: "shutdown", payload });
        client.socket.close(1012, "service restart");
      }),
    );
    await dialog.connect(plain, never);
    const answer = await dialog.call("status", {}, 1_000, never);
    assert.deepEqual(answer, {
      ok: false,
      failure: {
        reason: "closed",
        code: null,
        detail: "gateway restarting",
        close: { code: 1012, reason: "service restart" },
      },
    });
    const later = await dialog.call("health", {}, 1_000, never);
    assert.ok(!later.ok);
    assert.equal(later.failure.reason, "closed");
    await dialog.close();
  });

  it("ignores garbage between answers", async () => {
    const dialog = await dial(
      accepting(({ id }, client) => {
        for (const text of ["{", "[]", "null", '{"type":"res"}', '{"type":"event"}', "\u0000"])
          client.socket.send(text);
        client.send({ type: "res", id: "99", ok: true, payload: "not yours" });
        client.send({ type: "res", id, ok: true, payload: "yours" });
      }),
    );
    await dialog.connect(plain, never);
    assert.deepEqual(await dialog.call("health", {}, 1_000, never), { ok: true, value: "yours" });
    await dialog.close();
  });

  it("cuts a server that does not answer the goodbye", async () => {
    const dialog = await dial(({ socket }) => socket.pause());
    const started = performance.now();
    await dialog.close();
    assert.ok(performance.now() - started < 8_000);
    await server.close();
  });

  it("ends a message that is larger than it may be", async () => {
    const dialog = await dial(
      accepting((_frame, client) => client.socket.send(Buffer.alloc(17 * 1024 * 1024, 0x20))),
    );
    await dialog.connect(plain, never);
    const answer = await dialog.call("health", {}, 4_000, never);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "closed");
    assert.match(answer.failure.detail, /payload size/i);
    await dialog.close();
  });
});
