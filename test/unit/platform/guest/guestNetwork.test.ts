import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Guest, Guests } from "../../../../src/core/ports/machine.ts";
import { liveGuests } from "../../../../src/platform/guest/liveGuests.ts";
import { shellDoor } from "../../../support/shellDoor.ts";

const { signal } = new AbortController();

describe("the network of a guest", () => {
  let guests: Guests;
  let guest: Guest;

  before(async () => {
    guests = liveGuests(null);
    const entered = await guests.enter(shellDoor(), signal);
    assert.ok(entered.ok);
    guest = entered.value;
  });

  after(() => guests.leave());

  let server: Server;
  let port: number;

  before(async () => {
    server = createServer((request, response) => {
      if (request.url === "/drop") request.socket.destroy();
      else if (request.url === "/hang") return;
      else {
        response.setHeader("content-type", "Application/JSON; charset=utf-8");
        response.statusCode = request.url === "/missing" ? 404 : 200;
        response.end(`{"method":"${request.method}","text":"ü"}`);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ({ port } = server.address() as AddressInfo);
  });

  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  const get = (url: string, timeoutMs = 3_000) =>
    guest.http.request({ method: "GET", url, timeoutMs }, signal);

  it("asks over HTTP from its own loopback", async () => {
    const answer = await get(`http://127.0.0.1:${port}/x?y=1`);
    assert.deepEqual(answer.ok ? answer.value : answer.failure, {
      status: 200,
      contentType: "application/json",
      body: '{"method":"GET","text":"ü"}',
      truncated: false,
    });
    const missing = await get(`http://127.0.0.1:${port}/missing`);
    assert.equal(missing.ok ? missing.value.status : null, 404);
  });

  it("says how it failed", async () => {
    const reasons = await Promise.all(
      [
        get("http://127.0.0.1:1/"),
        get(`http://127.0.0.1:${port}/drop`),
        get(`http://127.0.0.1:${port}/hang`, 400),
        get("https://127.0.0.1/"),
      ].map(async (asked) => {
        const answer = await asked;
        return answer.ok ? answer.value.status : answer.failure.reason;
      }),
    );
    assert.deepEqual(reasons, ["refused", "reset", "timed-out", "other"]);
  });

  it("connects over TCP", async () => {
    assert.ok((await guest.tcp.connect("127.0.0.1", port, 3_000, signal)).ok);
    const closed = await guest.tcp.connect("::1", 1, 3_000, signal);
    assert.equal(closed.ok ? null : closed.failure.reason, "refused");
  });
});
