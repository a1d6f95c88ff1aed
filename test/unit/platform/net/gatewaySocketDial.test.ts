import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import type { DialFailure } from "../../../../src/core/ports/gatewayDialog.ts";
import { gatewaySocket } from "../../../../src/platform/net/gatewaySocket.ts";
import { FakeVault } from "../../../support/fakeVault.ts";
import { rawServer, until, type RawServer } from "../../../support/platformServers.ts";

const never = new AbortController().signal;
const gateways = gatewaySocket({ vault: new FakeVault(), version: "0", devices: { find: () => null } });

/** Answers the upgrade as RFC 6455 wants it and then writes `bytes`. */
const upgrading =
  (...bytes: readonly Buffer[]) =>
  (socket: Socket) =>
    socket.once("data", (chunk) => {
      const key = /sec-websocket-key: (\S+)/i.exec(chunk.toString())?.[1] ?? "";
      const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
      socket.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
          `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      for (const part of bytes) socket.write(part);
    });

const says = (text: string) => (socket: Socket) => socket.once("data", () => socket.write(text));

async function reasonOf(url: string): Promise<string> {
  const answer = await gateways.dial(url, 1_000, never);
  return answer.ok ? "opened" : answer.failure.reason;
}

const textFrame = (text: string): Buffer => Buffer.concat([Buffer.of(0x81, text.length), Buffer.from(text)]);

describe("dialling what is no gateway", () => {
  let server: RawServer;
  afterEach(async () => {
    await until(() => server.openCount() === 0, "no socket is left");
    await server.close();
  });

  async function dial(onConnect: (socket: Socket) => void, timeoutMs = 1_000, signal = never) {
    server = await rawServer(onConnect);
    const answer = await gateways.dial(`ws://127.0.0.1:${server.port}`, timeoutMs, signal);
    assert.ok(!answer.ok);
    return answer.failure;
  }

  const table: Readonly<Record<string, readonly [(socket: Socket) => void, DialFailure["reason"], RegExp]>> =
    {
      "a page instead of the upgrade": [
        says("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"),
        "upgrade-rejected",
        /HTTP 200 OK: <html>/,
      ],
      "a refusal for a proxy's header": [
        says('HTTP/1.1 403 No\r\nContent-Length: 42\r\n\r\n{"error":{"type":"proxy_attribution_req"}}'),
        "upgrade-rejected",
        /HTTP 403 .*proxy_attribution/,
      ],
      "a redirect": [
        says("HTTP/1.1 301 Moved\r\nLocation: ws://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"),
        "upgrade-rejected",
        /HTTP 301/,
      ],
      "a wrong accept key": [
        says(
          "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: no\r\n\r\n",
        ),
        "not-http",
        /Sec-WebSocket-Accept/,
      ],
      "an SSH banner": [says("SSH-2.0-OpenSSH_9.2\r\n"), "not-http", /./],
      "a connection that is cut": [
        (socket) => void socket.once("data", () => socket.destroy()),
        "reset",
        /./,
      ],
      silence: [() => {}, "timed-out", /300 ms/],
      "an upgrade and then silence": [upgrading(), "no-challenge", /no message/],
      "an upgrade and then other messages": [
        upgrading(textFrame("hello"), textFrame('{"type":"event","event":"connect.challenge","payload":{}}')),
        "no-challenge",
        /only other messages/,
      ],
      "an upgrade and then no frames": [upgrading(Buffer.from("hello\r\n")), "no-challenge", /Invalid/],
      "a frame that claims to be huge": [
        upgrading(Buffer.of(0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0)),
        "no-challenge",
        /Max payload size exceeded/,
      ],
      "an upgrade and then the end": [
        (socket) => {
          upgrading()(socket);
          socket.once("data", () => setTimeout(() => socket.destroy(), 50));
        },
        "closed",
        /1006/,
      ],
      "an upgrade and then a close": [
        upgrading(Buffer.concat([Buffer.of(0x88, 4, 0x03, 0xf5), Buffer.from("no")])),
        "closed",
        /1013: no/,
      ],
    };

  for (const [what, [behave, reason, detail]] of Object.entries(table)) {
    it(`says ${reason} for ${what}`, async () => {
      const failure = await dial(behave, 300);
      assert.equal(failure.reason, reason, failure.detail);
      assert.match(failure.detail, detail);
    });
  }

  it("holds its time limit against a server that drips the upgrade", async () => {
    const started = performance.now();
    const failure = await dial((socket) => {
      socket.write("HTTP/1.1 101 ");
      const drip = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(drip));
    }, 300);
    assert.equal(failure.reason, "timed-out");
    assert.ok(performance.now() - started < 8_000);
  });

  it("holds its time limit against a rejection whose body drips", async () => {
    const failure = await dial((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n");
      const drip = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(drip));
    }, 300);
    assert.equal(failure.reason, "upgrade-rejected");
  });

  it("stops on abort, before and after the upgrade", async () => {
    assert.equal((await dial(() => {}, 2_000, AbortSignal.timeout(50))).reason, "aborted");
    await server.close();
    assert.equal((await dial(upgrading(), 2_000, AbortSignal.timeout(80))).reason, "aborted");
    await server.close();
    assert.equal((await dial(() => {}, 2_000, AbortSignal.abort())).reason, "aborted");
    assert.equal(server.received(), "");
  });

  it("says refused, tls and other where there is no server to speak to", async () => {
    server = await rawServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad\r\n\r\n")));
    assert.equal(await reasonOf(`wss://127.0.0.1:${server.port}`), "tls");
    await server.close();
    assert.equal(await reasonOf(`ws://127.0.0.1:${server.port}`), "refused");
    assert.equal(await reasonOf("ftp://127.0.0.1/"), "other");
    server = await rawServer(() => {});
  });
});
