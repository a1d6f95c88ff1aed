import assert from "node:assert/strict";
import type { Socket } from "node:net";
import type { HttpRequest } from "../../../../src/core/ports/network.ts";
import { httpRequest } from "../../../../src/platform/net/httpRequest.ts";
import { rawServer, until, type RawServer } from "../../../support/platformServers.ts";

const never = new AbortController().signal;

const says = (text: string) => (socket: Socket) => socket.once("data", () => socket.end(text));

describe("httpRequest", () => {
  let server: RawServer | null = null;
  afterEach(async () => {
    await server?.close();
    server = null;
  });

  /** Asks a server that answers each connection with `onConnect`. */
  async function ask(onConnect: (socket: Socket) => void, more: Partial<HttpRequest> = {}, signal = never) {
    server = await rawServer(onConnect);
    const url = `http://127.0.0.1:${server.port}/healthz`;
    return httpRequest.request({ method: "GET", url, timeoutMs: 1_500, ...more }, signal);
  }

  const reasonOf = async (asked: ReturnType<typeof ask>): Promise<string> => {
    const answer = await asked;
    return answer.ok ? `HTTP ${answer.value.status}` : answer.failure.reason;
  };

  it("gives status, plain content type and body, and leaves no connection", async () => {
    const answer = await ask(
      says("HTTP/1.1 503 No\r\nContent-Type: Application/JSON; charset=utf-8\r\n\r\n\uFEFF{}"),
    );
    assert.ok(answer.ok);
    assert.equal(answer.value.status, 503);
    assert.equal(answer.value.contentType, "application/json");
    assert.equal(answer.value.body, "\uFEFF{}");
    assert.equal(answer.value.truncated, false);
    await until(() => server?.openCount() === 0, "connection closed");
  });

  it("sends no credential and asks for no connection to be kept", async () => {
    await ask(says("HTTP/1.1 200 OK\r\n\r\n"));
    const sent = server?.received() ?? "";
    assert.match(sent, /^GET \/healthz HTTP\/1\.1\r\n/);
    assert.match(sent, /connection: close/i);
    assert.doesNotMatch(sent, /authorization|cookie|origin/i);
  });

  it("follows no redirect", async () => {
    const reply = await ask(
      says("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"),
    );
    assert.ok(reply.ok);
    assert.equal(reply.value.status, 302);
  });

  it("reads no more of a huge body than it may", async () => {
    let written = 0;
    const answer = await ask(
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        const pump = (): void => {
          while (!socket.destroyed && socket.write("é".repeat(50_000))) written += 100_000;
        };
        socket.on("drain", pump);
        pump();
      },
      { maxBodyBytes: 1_001 },
    );
    assert.ok(answer.ok);
    assert.ok(answer.value.truncated);
    assert.equal(answer.value.body, "é".repeat(500));
    await until(() => server?.openCount() === 0, "connection closed");
    assert.ok(written < 20_000_000);
  });

  it("takes a body of exactly the limit whole", async () => {
    const answer = await ask(says("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour"), { maxBodyBytes: 4 });
    assert.ok(answer.ok);
    assert.equal(answer.value.body, "four");
    assert.equal(answer.value.truncated, false);
  });

  it("gives up on a silent server", async () => {
    assert.equal(await reasonOf(ask(() => {}, { timeoutMs: 150 })), "timed-out");
    await until(() => server?.openCount() === 0, "connection closed");
  });

  for (const [what, start] of [
    ["header", "HTTP/1.1 200 OK\r\nX-Slow: "],
    ["body", "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"],
  ] as const) {
    it(`gives up on a server that drips its ${what}`, async () => {
      const started = performance.now();
      const answer = ask(
        (socket) => {
          socket.write(start);
          const drip = setInterval(() => socket.write("x"), 20);
          socket.on("close", () => clearInterval(drip));
        },
        { timeoutMs: 300 },
      );
      assert.equal(await reasonOf(answer), "timed-out");
      assert.ok(performance.now() - started < 8_000);
    });
  }

  for (const [what, text] of [
    ["SSH", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["bytes", "\u0000\u0001\u0002\u0003"],
    ["a bad status line", "HTTP/1.1 OK\r\n\r\n"],
    ["endless headers", `HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`],
    ["an upgrade", "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"],
  ]) {
    it(`says not-http when ${what} comes`, async () => {
      assert.equal(await reasonOf(ask(says(text ?? ""))), "not-http");
    });
  }

  it("says reset when the connection is cut without an answer or within one", async () => {
    assert.equal(await reasonOf(ask((socket) => socket.once("data", () => socket.destroy()))), "reset");
    await server?.close();
    assert.equal(await reasonOf(ask(says("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"))), "reset");
  });

  it("says refused where nothing listens", async () => {
    const gone = await rawServer(() => {});
    await gone.close();
    const url = `http://127.0.0.1:${gone.port}/`;
    const answer = await httpRequest.request({ method: "GET", url, timeoutMs: 1_000 }, never);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "refused");
    assert.match(answer.failure.detail, /ECONNREFUSED/);
  });

  it("stops on abort, and asks nothing when it is aborted already", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    assert.equal(await reasonOf(ask(() => {}, {}, controller.signal)), "aborted");
    await until(() => server?.openCount() === 0, "connection closed");
    await server?.close();
    assert.equal(await reasonOf(ask(() => {}, {}, AbortSignal.abort())), "aborted");
    assert.equal(server?.received(), "");
  });

  it("says tls when an https address answers in the clear", async () => {
    server = await rawServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad\r\n\r\n")));
    const url = `https://127.0.0.1:${server.port}/`;
    const answer = await httpRequest.request({ method: "GET", url, timeoutMs: 1_500 }, never);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "tls");
  });

  it("says that something is no URL", async () => {
    const answer = await httpRequest.request({ method: "GET", url: "127.0.0.1", timeoutMs: 100 }, never);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "other");
  });

  it("reaches IPv6 literals", async () => {
    server = await rawServer(says("HTTP/1.1 200 OK\r\n\r\nsix"), "::1");
    const url = `http://[::1]:${server.port}/`;
    const answer = await httpRequest.request({ method: "GET", url, timeoutMs: 1_500 }, never);
    assert.ok(answer.ok);
    assert.equal(answer.value.body, "six");
    assert.ok(server.received().includes(`[::1]:${server.port}`));
  });
});
