import assert from "node:assert/strict";
import { answers, both, fakeProcess, listener, look } from "../../../../support/gatewayScene.ts";

describe("askEndpoints", () => {
  it("asks a stopped process nothing and calls it silent", async () => {
    const { gateways, asked } = await look({
      listeners: both,
      processes: [fakeProcess(42, { state: "T" })],
      http: {},
    });
    assert.deepEqual(asked, []);
    assert.deepEqual(
      gateways.map(({ state, answersAt, ownerVerified }) => [state, answersAt, ownerVerified]),
      [["silent", [], true]],
    );
  });

  it("reaches wildcard sockets at the loopback of their family", async () => {
    const { asked } = await look({
      listeners: [listener("::", null), listener("0.0.0.0", null, 1)],
      http: {},
    });
    assert.deepEqual(
      asked.filter((what) => what.endsWith("/healthz")),
      [
        "GET http://[::1]:18789/healthz",
        "GET http://127.0.0.1:18789/healthz",
        "GET http://127.0.0.1:1/healthz",
      ],
    );
  });

  it("leaves loopback to the socket that is bound to it, not to the wildcard", async () => {
    const { gateways } = await look({
      listeners: [listener("0.0.0.0", 7), listener("127.0.0.1", 42)],
      processes: [fakeProcess(42), fakeProcess(7, { name: "python3" })],
      http: answers("127.0.0.1:18789"),
    });
    assert.deepEqual(
      gateways.map(({ pid, ownerVerified }) => [pid, ownerVerified]),
      [[42, true]],
    );
  });
});
