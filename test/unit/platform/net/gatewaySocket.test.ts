import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import type { ConnectRequest, GatewayDialog } from "../../../../src/core/ports/gatewayDialog.ts";
import { createDeviceIdentity } from "../../../../src/platform/net/deviceIdentity.ts";
import { gatewaySocket } from "../../../../src/platform/net/gatewaySocket.ts";
import { FakeVault } from "../../../support/fakeVault.ts";
import {
  challenge,
  helloOk,
  rejecting,
  scriptedGateway,
  type GatewayClient,
  type ScriptedGateway,
} from "../../../support/platformGateway.ts";
import { until } from "../../../support/platformServers.ts";

const never = new AbortController().signal;
const vault = new FakeVault();
const device = createDeviceIdentity();
const gateways = gatewaySocket({
  vault,
  version: "1.2.3",
  devices: { find: (name) => (name === "mine" ? device : null) },
});

const plain: ConnectRequest = {
  client: { id: "cli", mode: "cli" },
  role: "operator",
  scopes: ["operator.read", "operator.pairing"],
  credential: vault.keep("fake-token-for-tests"),
  credentialKind: "token",
  device: null,
  minProtocol: 4,
  maxProtocol: 4,
  timeoutMs: 1_000,
};

describe("gatewaySocket", () => {
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

  it("gives the challenge and has sent nothing", async () => {
    let headers: GatewayClient["headers"] = {};
    let isSilent = true;
    const dialog = await dial((client) => {
      ({ headers } = client);
      client.socket.on("message", () => (isSilent = false));
    });
    assert.deepEqual(dialog.challenge, { nonce: challenge.payload.nonce, issuedAt: challenge.payload.ts });
    await dialog.close();
    assert.equal(headers["origin"], undefined);
    assert.equal(headers["sec-websocket-extensions"], undefined);
    assert.ok(isSilent);
  });

  it("sends the connect frame that the protocol asks for, and reads the hello", async () => {
    let sent: unknown;
    const dialog = await dial(async (client) => {
      const frame = await client.next();
      sent = frame;
      client.send({ type: "event", event: "health", payload: {}, seq: 1 });
      client.send({ type: "res", id: frame.id, ok: true, payload: helloOk });
    });
    const hello = await dialog.connect(plain, never);
    await dialog.close();
    assert.deepEqual(sent, {
      type: "req",
      id: "1",
      method: "connect",
      params: {
        minProtocol: 4,
        maxProtocol: 4,
        client: {
          id: "cli",
          mode: "cli",
          displayName: "Gateway Lens",
          version: "1.2.3",
          platform: process.platform,
        },
        role: "operator",
        scopes: ["operator.read", "operator.pairing"],
        caps: [],
        auth: { token: "fake-token-for-tests" },
      },
    });
    assert.deepEqual(hello, {
      ok: true,
      value: {
        protocol: 4,
        version: "2026.9.6",
        bootId: helloOk.server.bootId,
        uptimeMs: 346_848,
        methods: ["health", "status"],
        authMethod: "token",
        role: "operator",
        scopes: ["operator.read"],
        configPath: "/home/dev/.openclaw/openclaw.json",
        stateDir: "/home/dev/.openclaw",
        authMode: "token",
        deviceToken: null,
      },
    });
  });

  for (const [kind, key] of [
    ["password", "password"],
    ["device-token", "deviceToken"],
  ] as const) {
    it(`sends a ${kind} as auth.${key}, and nothing when there is no credential`, async () => {
      const auths: unknown[] = [];
      const record = async (client: GatewayClient): Promise<void> => {
        auths.push((await client.next()).params["auth"]);
        client.socket.close(1008, "no");
      };
      const first = await dial(record);
      await first.connect({ ...plain, credentialKind: kind }, never);
      await server.close();
      const second = await dial(record);
      await second.connect({ ...plain, credentialKind: kind, credential: null }, never);
      assert.deepEqual(auths, [{ [key]: "fake-token-for-tests" }, undefined]);
    });
  }

  it("proves its device and keeps the device token in the vault", async () => {
    let params: Record<string, unknown> = {};
    const dialog = await dial(async (client) => {
      const frame = await client.next();
      ({ params } = frame);
      const auth = { ...helloOk.auth, deviceToken: "fake-device-token" };
      client.send({ type: "res", id: frame.id, ok: true, payload: { ...helloOk, auth } });
    });
    const hello = await dialog.connect({ ...plain, device: "mine" }, never);
    await dialog.close();
    assert.ok(hello.ok);
    assert.deepEqual(hello.value.deviceToken, vault.keep("fake-device-token"));

    const proof = params["device"] as Record<string, string>;
    const payload =
      `v3|${proof["id"]}|cli|cli|operator|operator.read,operator.pairing|${challenge.payload.ts}` +
      `|fake-token-for-tests|${challenge.payload.nonce}|${process.platform}|`;
    const jwk = { kty: "OKP", crv: "Ed25519", x: proof["publicKey"] ?? "" };
    const key = createPublicKey({ key: jwk, format: "jwk" });
    assert.ok(verify(null, Buffer.from(payload), key, Buffer.from(proof["signature"] ?? "", "base64url")));
    assert.equal(proof["nonce"], challenge.payload.nonce);
  });

  it("joins a refusal with the close that follows", async () => {
    const details = { code: "AUTH_TOKEN_MISMATCH" };
    const dialog = await dial(
      rejecting(
        { code: "INVALID_REQUEST", message: "unauthorized: gateway token mismatch", details },
        1008,
        "no",
      ),
    );
    const answer = await dialog.connect(plain, never);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "token-mismatch");
    assert.deepEqual(answer.failure.close, { code: 1008, reason: "no" });
  });

  it("does not wait for a close that does not come", async () => {
    const dialog = await dial(async (client) => {
      const { id } = await client.next();
      client.send({
        type: "res",
        id,
        ok: false,
        error: { code: "UNAVAILABLE", message: "gateway starting" },
      });
    });
    const answer = await dialog.connect(plain, never);
    await dialog.close();
    assert.ok(!answer.ok);
    assert.deepEqual([answer.failure.reason, answer.failure.close], ["starting", null]);
  });

  for (const [code, reason, expected] of [
    [1000, "", "handshake-timeout"],
    [1009, "", "frame-too-large"],
    [1013, "gateway starting", "starting"],
    [4001, "gateway auth changed", "auth-changed"],
  ] as const) {
    it(`reads a bare close ${code} during connect as ${expected}`, async () => {
      const dialog = await dial(rejecting(null, code, reason));
      const answer = await dialog.connect(plain, never);
      assert.ok(!answer.ok);
      assert.equal(answer.failure.reason, expected);
    });
  }

  it("reads a cut connection as transport, never as authentication", async () => {
    const dialog = await dial(async (client) => {
      await client.next();
      client.socket.terminate();
    });
    const answer = await dialog.connect(plain, never);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "abnormal-closure");
  });

  it("gives up on a connect that nobody answers, and on abort", async () => {
    const dialog = await dial(() => {});
    const late = await dialog.connect({ ...plain, timeoutMs: 100 }, never);
    assert.ok(!late.ok);
    assert.equal(late.failure.reason, "no-answer");
    const aborted = await dialog.connect(plain, AbortSignal.timeout(50));
    assert.ok(!aborted.ok);
    assert.equal(aborted.failure.reason, "aborted");
    await dialog.close();
  });

  it("says rejected when the acceptance is no hello-ok", async () => {
    const dialog = await dial(async (client) => {
      const { id } = await client.next();
      client.send({ type: "res", id, ok: true, payload: { type: "welcome" } });
    });
    const answer = await dialog.connect(plain, never);
    await dialog.close();
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "rejected");
  });

  it("refuses to send a credential that it does not have", async () => {
    const dialog = await dial(() => {});
    const credential = { fingerprint: "00000000", length: 3 };
    await assert.rejects(dialog.connect({ ...plain, credential }, never), /not in the vault/);
    await assert.rejects(dialog.connect({ ...plain, device: "other" }, never), /no device identity/);
    await dialog.close();
  });
});
