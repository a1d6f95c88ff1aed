import assert from "node:assert/strict";
import { httpLive, type HttpLiveFact } from "../../../../../src/core/probe/rungs/httpLive.ts";
import { httpReady } from "../../../../../src/core/probe/rungs/httpReady.ts";
import { fakeClimb, healthyMachine, httpUrl, type FakeClimb } from "../../../../support/fakeClimb.ts";
import type { FakeReply } from "../../../../support/fakeMachine.ts";

function climbWith(replies: Readonly<Record<string, FakeReply>>): Promise<FakeClimb> {
  const named = Object.entries(replies).map(([path, reply]) => [`${httpUrl}${path}`, reply] as const);
  return fakeClimb({
    quick: true,
    machine: { http: { ...healthyMachine.http, ...Object.fromEntries(named) } },
  });
}

const page = { contentType: "text/html", body: "<!doctype html><title>OpenClaw</title>" };
const started = '{"ok":true,"status":"started","version":"2026.9.6","uptimeMs":60000}';

describe("http-live", () => {
  const answers: readonly (readonly [HttpLiveFact["answer"], FakeReply])[] = [
    ["web-page", page],
    ["other-http", { status: 404, contentType: "text/plain", body: "Not Found" }],
    ["other-http", '{"ok":true}'],
    ["other-http", { status: 500, body: '{"ok":true,"status":"live"}' }],
    ["not-http", { reason: "not-http", detail: "Parse Error" }],
    ["not-http", { reason: "reset", detail: "ECONNRESET" }],
    ["silent", { reason: "timed-out", detail: "" }],
  ];
  for (const [answer, reply] of answers) {
    it(`does not take ${JSON.stringify(reply)} for a live gateway`, async () => {
      const climb = await climbWith({ "/healthz": reply });
      assert.equal(climb.result("http-live").state, "fail");
      assert.equal(climb.factOf(httpLive).answer, answer);
      assert.equal(climb.result("ws-handshake").state, "skipped");
    });
  }
});

describe("http-ready", () => {
  it("tells version and uptime", async () => {
    assert.equal((await climbWith({})).result("http-ready").verdict, "version 2026.9.6, up 1 min");
  });

  it("warns of a dead channel: the gateway itself is up", async () => {
    const dead = { status: 503, body: '{"ready":false,"failing":["telegram"]}' };
    const climb = await climbWith({ "/readyz": dead });
    assert.equal(climb.result("http-ready").state, "warn");
    assert.deepEqual(climb.factOf(httpReady).failing, ["telegram"]);
    assert.equal(climb.result("auth").state, "ok");
  });

  it("is not sure of readiness without an answer of /readyz", async () => {
    const climb = await climbWith({ "/readyz": page });
    assert.equal(climb.factOf(httpReady).ready, null);
  });

  it("knows a release without /startupz by /readyz", async () => {
    const climb = await climbWith({
      "/startupz": { ...page, status: 503 },
      "/readyz": '{"ready":true,"failing":[],"uptimeMs":3684}',
    });
    assert.deepEqual(climb.factOf(httpReady), {
      startup: "started",
      version: null,
      uptimeMs: 3684,
      pendingReason: null,
      ready: true,
      failing: [],
    });
  });

  it("takes a program that only imitates /healthz for no gateway, which gets no credential", async () => {
    const climb = await climbWith({ "/startupz": page, "/readyz": page });
    assert.equal(climb.factOf(httpReady).startup, "not-a-gateway");
    assert.equal(climb.result("http-ready").state, "fail");
    assert.equal(climb.result("auth").reason, "needs-http");
  });

  it("fails while the gateway drains", async () => {
    const climb = await climbWith({ "/startupz": started.replace("started", "draining") });
    assert.equal(climb.result("http-ready").state, "fail");
    assert.equal(climb.result("http-ready").verdict, "version 2026.9.6 is draining before it stops");
  });
});
