import assert from "node:assert/strict";
import {
  answers,
  both,
  fakeProcess,
  listener,
  live,
  look,
  page,
  started,
} from "../../../../support/gatewayScene.ts";
import { hang } from "../../../../support/fakeMachine.ts";

describe("identifyGateways", () => {
  it("takes one process on both loopbacks for one gateway", async () => {
    const { gateways } = await look({
      listeners: both,
      processes: [fakeProcess(42)],
      http: { ...answers("127.0.0.1:18789"), ...answers("[::1]:18789") },
    });
    const at = Date.UTC(2026, 10, 20, 12);
    assert.deepEqual(gateways, [
      {
        id: "linux:18789",
        namespace: "linux",
        port: 18_789,
        version: "2026.9.6",
        startedAt: at - 60_000,
        pid: 42,
        state: "started",
        answersAt: [
          { namespace: "linux", url: "ws://127.0.0.1:18789" },
          { namespace: "linux", url: "ws://[::1]:18789" },
        ],
        ownerVerified: true,
      },
    ]);
  });

  it("does not list a program that only answers like a gateway", async () => {
    for (const name of ["python3", "nginx", "node"]) {
      const { gateways } = await look({
        listeners: [listener("127.0.0.1", 7)],
        processes: [fakeProcess(7, { name })],
        http: answers("127.0.0.1:18789"),
      });
      assert.deepEqual(gateways, [], name);
    }
  });

  it("lists one whose owner is not seen, and trusts it with nothing", async () => {
    const { gateways } = await look({
      listeners: [listener("127.0.0.1", null)],
      http: answers("127.0.0.1:18789"),
    });
    assert.deepEqual(
      gateways.map(({ pid, ownerVerified }) => [pid, ownerVerified]),
      [[null, false]],
    );
  });

  it("lists one behind a relay without taking the relay for its process", async () => {
    const { gateways } = await look({
      listeners: [listener("0.0.0.0", 9)],
      processes: [fakeProcess(9, { name: "docker-proxy", uid: 0 })],
      http: answers("127.0.0.1:18789"),
    });
    assert.deepEqual(
      gateways.map(({ pid, ownerVerified }) => [pid, ownerVerified]),
      [[null, false]],
    );
  });

  it("does not trust a gateway process of another user, unless unit or lock names it", async () => {
    const scene = {
      listeners: [listener("127.0.0.1", 42)],
      processes: [fakeProcess(42, { uid: 1001 })],
      http: answers("127.0.0.1:18789"),
    };
    assert.equal((await look(scene)).gateways[0]?.ownerVerified, false);
    const vouched = { ...scene, clues: { vouchedPids: new Set([42]) } };
    assert.equal((await look(vouched)).gateways[0]?.ownerVerified, true);
  });

  it("does not trust an address of which one family belongs to somebody unseen", async () => {
    const { gateways } = await look({
      listeners: [listener("127.0.0.1", 42), listener("::1", null)],
      processes: [fakeProcess(42)],
      http: { ...answers("127.0.0.1:18789"), ...answers("[::1]:18789") },
    });
    assert.deepEqual(
      gateways.map(({ ownerVerified }) => ownerVerified),
      [false],
    );
  });

  it("tells two gateways on one port number apart by when they started", async () => {
    const later = started.replace("60000", "59000");
    const hidden = [listener("127.0.0.1", null), listener("::1", null)];
    const two = await look({
      listeners: hidden,
      http: { ...answers("127.0.0.1:18789"), ...answers("[::1]:18789", live, later) },
    });
    assert.deepEqual(
      two.gateways.map(({ id }) => id),
      ["linux:18789", "linux:[::1]:18789"],
    );
    const close = started.replace("60000", "59600");
    const one = await look({
      listeners: hidden,
      http: { ...answers("127.0.0.1:18789"), ...answers("[::1]:18789", live, close) },
    });
    assert.equal(one.gateways.length, 1);
  });

  it("calls a gateway process that does not answer silent, at its own port and not at a helper's", async () => {
    const { gateways } = await look({
      listeners: [
        listener("127.0.0.1", 42, 18_700),
        listener("127.0.0.1", 42),
        listener("127.0.0.1", 42, 18_791),
      ],
      processes: [fakeProcess(42)],
      http: answers("127.0.0.1:18789", hang, hang),
    });
    assert.deepEqual(
      gateways.map(({ id, state }) => [id, state]),
      [["linux:18789", "silent"]],
    );
  });

  it("does not call the helper port of a gateway that answers a second one", async () => {
    const { gateways } = await look({
      listeners: [listener("127.0.0.1", 42), listener("127.0.0.1", 42, 18_791)],
      processes: [fakeProcess(42)],
      http: answers("127.0.0.1:18789"),
    });
    assert.deepEqual(
      gateways.map(({ id }) => id),
      ["linux:18789"],
    );
  });

  it("says that a gateway is starting or draining", async () => {
    for (const status of ["starting", "draining"] as const) {
      const body = `{"ok":false,"status":"${status}","version":"2026.9.6","uptimeMs":1836}`;
      const { gateways } = await look({
        listeners: [listener("127.0.0.1", 42)],
        processes: [fakeProcess(42)],
        http: answers("127.0.0.1:18789", live, { status: 503, body }),
      });
      assert.equal(gateways[0]?.state, status);
    }
  });

  it("knows a release without /startupz by its process, and nobody else by /healthz alone", async () => {
    const old = { listeners: [listener("127.0.0.1", 42)], http: answers("127.0.0.1:18789", live, page) };
    const { gateways } = await look({ ...old, processes: [fakeProcess(42)] });
    assert.deepEqual(
      gateways.map(({ state, version }) => [state, version]),
      [["started", null]],
    );
    assert.deepEqual((await look(old)).gateways, []);
  });

  it("is not taken in by a page with status 200, by silence or by other health words", async () => {
    for (const [health, startup] of [
      [page, page],
      [hang, hang],
      ['{"status":"ok"}', "{}"],
    ] as const) {
      const { gateways } = await look({
        listeners: [listener("127.0.0.1", null)],
        http: answers("127.0.0.1:18789", health, startup),
      });
      assert.deepEqual(gateways, []);
    }
  });
});
