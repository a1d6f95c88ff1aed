import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { httpRequest } from "../../../src/platform/net/httpRequest.ts";
import { tcpConnect } from "../../../src/platform/net/tcpConnect.ts";

const never = new AbortController().signal;

describe("the network of Windows", () => {
  for (const host of ["127.0.0.1", "::1"]) {
    it(`reaches what listens on ${host}, and is refused at once afterwards`, async () => {
      const server = createServer((_request, response) => {
        response.setHeader("content-type", "application/json; charset=utf-8");
        response.end('{"ok":true}');
      });
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      const { port } = server.address() as AddressInfo;
      const url = `http://${host === "::1" ? "[::1]" : host}:${port}/healthz`;
      const answer = await httpRequest.request({ method: "GET", url, timeoutMs: 4_000 }, never);
      assert.deepEqual(answer, {
        ok: true,
        value: { status: 200, contentType: "application/json", body: '{"ok":true}', truncated: false },
      });
      assert.ok((await tcpConnect.connect(host, port, 4_000, never)).ok);
      await new Promise((resolve) => server.close(resolve));
      const started = performance.now();
      const refused = await tcpConnect.connect(host, port, 4_000, never);
      assert.ok(!refused.ok);
      assert.equal(refused.failure.reason, "refused");
      const unanswered = await httpRequest.request({ method: "GET", url, timeoutMs: 4_000 }, never);
      assert.ok(!unanswered.ok);
      assert.equal(unanswered.failure.reason, "refused");
      assert.ok(performance.now() - started < 3_000);
    });
  }

  it("says name-not-found and unreachable", async () => {
    const unknown = await tcpConnect.connect("no-such-host.invalid", 1, 10_000, never);
    assert.ok(!unknown.ok);
    assert.equal(unknown.failure.reason, "name-not-found");
    const nowhere = await tcpConnect.connect("203.0.113.1", 1, 10_000, never);
    assert.ok(!nowhere.ok);
    assert.equal(nowhere.failure.reason, "unreachable");
  });
});
