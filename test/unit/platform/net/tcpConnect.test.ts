import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { tcpConnect } from "../../../../src/platform/net/tcpConnect.ts";
import { rawServer, until } from "../../../support/platformServers.ts";

const never = new AbortController().signal;

describe("tcpConnect", () => {
  it("connects, sends nothing and closes", async () => {
    const server = await rawServer(() => {});
    const answer = await tcpConnect.connect("127.0.0.1", server.port, 1_000, never);
    assert.ok(answer.ok);
    assert.ok(answer.value.elapsedMs >= 0 && answer.value.elapsedMs < 1_000);
    await until(() => server.openCount() === 0, "connection closed");
    assert.equal(server.received(), "");
    await server.close();
  });

  it("connects to an IPv6 literal, where IPv4 is refused", async () => {
    const server = await rawServer(() => {}, "::1");
    assert.ok((await tcpConnect.connect("::1", server.port, 1_000, never)).ok);
    const other = await tcpConnect.connect("127.0.0.1", server.port, 1_000, never);
    assert.ok(!other.ok);
    assert.equal(other.failure.reason, "refused");
    await server.close();
  });

  it("says name-not-found for a name that cannot exist", async () => {
    const answer = await tcpConnect.connect("no-such-host.invalid", 1, 4_000, never);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "name-not-found");
  });

  it("gives up at its time limit and on abort where no answer comes", async () => {
    // A stopped listener with a full queue: the kernel drops every further attempt.
    const code =
      'require("node:net").createServer().listen({port:0,host:"127.0.0.1",backlog:1},' +
      "function(){console.log(this.address().port)})";
    const listener = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "ignore"] });
    const [port] = (await once(listener.stdout, "data")).map(Number);
    listener.kill("SIGSTOP");
    const fill = Array.from({ length: 6 }, () => connect({ host: "127.0.0.1", port: port ?? 0 }));
    await new Promise((resolve) => setTimeout(resolve, 100));

    const silent = await tcpConnect.connect("127.0.0.1", port ?? 0, 150, never);
    assert.ok(!silent.ok);
    assert.equal(silent.failure.reason, "timed-out");
    const aborted = await tcpConnect.connect("127.0.0.1", port ?? 0, 4_000, AbortSignal.timeout(50));
    assert.ok(!aborted.ok);
    assert.equal(aborted.failure.reason, "aborted");

    for (const socket of fill) socket.on("error", () => socket.destroy()).destroy();
    listener.kill("SIGKILL");
    await once(listener, "exit");
  });

  it("does nothing when it is aborted already", async () => {
    const answer = await tcpConnect.connect("127.0.0.1", 1, 1_000, AbortSignal.abort());
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "aborted");
  });
});
