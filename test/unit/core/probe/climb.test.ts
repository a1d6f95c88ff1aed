import assert from "node:assert/strict";
import { failed } from "../../../../src/core/base/outcome.ts";
import { auth } from "../../../../src/core/probe/rungs/auth.ts";
import { rungs } from "../../../../src/core/probe/registry.ts";
import { fakeClimb, fakeTokenUsed, healthyMachine, httpUrl, troubles } from "../../../support/fakeClimb.ts";
import { fakeConnectFailure } from "../../../support/fakeGateways.ts";
import { hang } from "../../../support/fakeMachine.ts";
import { fakeInstall, fakeSnapshot } from "../../../support/fakeSnapshot.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const client = { tokenSources: [fakeTokenUsed] };
const noCommands = ["cli-gateway-status skipped no-install", "doctor skipped no-install"];

describe("the ladder as a whole", () => {
  it("stands in ladder order, each rung above those it stands on", () => {
    const order = rungs.map(({ id }) => id);
    assert.equal(new Set(order).size, order.length);
    for (const rung of rungs) {
      for (const below of rung.after) {
        assert.ok(order.indexOf(below.id) < order.indexOf(rung.id), `${below.id} before ${rung.id}`);
        assert.ok(!rung.isQuick || below.isQuick, `${rung.id} is quick, ${below.id} is not`);
      }
    }
  });

  it("is all ok on a healthy machine", async () => {
    const climb = await fakeClimb({
      snapshot: fakeSnapshot({ namespace: { ...client, installs: [fakeInstall()] } }),
      machine: {
        commands: {
          "/usr/bin/openclaw gateway status --json": fixtureText("gatewayStatusJson/healthy.json"),
          "/usr/bin/openclaw doctor --lint --json": {
            exitCode: 1,
            stdout: fixtureText("doctorLintJson/fresh-default-config.json"),
          },
        },
      },
    });
    assert.deepEqual(troubles(climb), []);
    assert.equal(climb.result("http-live").verdict, "answers in 0 ms");
    assert.equal(climb.result("tcp").verdict, "open on 127.0.0.1 and ::1, in 1 ms");
  });

  it("leaves evidence for every rung that asked something", async () => {
    const { run } = await fakeClimb({ quick: true });
    for (const { id, state, evidence } of run.results) {
      const isAsking = state === "ok" && id !== "vantage" && id !== "supervisor";
      assert.equal(evidence.length > 0, isAsking, id);
    }
  });

  it("runs no program in a quick ladder", async () => {
    const climb = await fakeClimb({
      quick: true,
      snapshot: fakeSnapshot({ namespace: { ...client, installs: [fakeInstall()] } }),
    });
    const left = ["cli-status", "cli-gateway-status", "recent-logs", "doctor", "channels"];
    assert.deepEqual(
      troubles(climb),
      left.map((id) => `${id} skipped quick`),
    );
    assert.deepEqual(
      climb.machine.asked.filter((question) => question.includes("openclaw")),
      [],
    );
  });

  it("says of a stopped gateway only that nobody listens", async () => {
    const climb = await fakeClimb({
      snapshot: fakeSnapshot({ namespace: client, gateways: [], listeners: [] }),
      machine: { tcp: {}, http: {}, gateways: {} },
    });
    assert.deepEqual(troubles(climb), [
      "listeners fail",
      "tcp fail",
      "http-live skipped needs-tcp",
      "http-ready skipped needs-tcp",
      "ws-handshake skipped needs-tcp",
      "auth skipped needs-tcp",
      "pairing skipped needs-rpc",
      "rpc-health skipped needs-rpc",
      "cli-status skipped needs-rpc",
      noCommands[0],
      "recent-logs unknown not-visible",
      noCommands[1],
      "channels skipped needs-rpc",
    ]);
    assert.equal(climb.result("tcp").verdict, "refused on 127.0.0.1 and ::1");
  });

  it("finds a frozen gateway silent and asks it nothing more", async () => {
    const climb = await fakeClimb({ quick: true, machine: { http: { [`${httpUrl}/healthz`]: hang } } });
    assert.equal(climb.result("http-live").state, "fail");
    assert.equal(climb.result("http-live").verdict, "accepts the connection and does not answer");
    assert.equal(climb.result("auth").reason, "needs-http");
  });

  it("asks a starting gateway again for a few seconds, then says so", async () => {
    const starting = fakeConnectFailure({ reason: "starting", code: "UNAVAILABLE", retryAfterMs: 500 });
    let tries = 0;
    const climb = await fakeClimb({
      quick: true,
      gateway: {
        connect: () => {
          tries++;
          return failed(starting);
        },
      },
      machine: {
        http: {
          ...healthyMachine.http,
          [`${httpUrl}/startupz`]: {
            status: 503,
            body: '{"ok":false,"status":"starting","version":"2026.9.6","uptimeMs":1836,"pendingReason":"startup-sidecars"}',
          },
        },
      },
    });
    assert.equal(climb.result("http-ready").state, "fail");
    assert.equal(climb.result("http-ready").verdict, "version 2026.9.6 is still starting (startup-sidecars)");
    assert.equal(climb.result("auth").reason, "starting");
    assert.equal(climb.factOf(auth).failure?.reason, "starting");
    assert.ok(tries > 1 && tries < 12, `${tries} tries`);
  });

  it("leaves everything unknown that a recording does not hold", async () => {
    const lost = { reason: "not-recorded", detail: "" } as const;
    const climb = await fakeClimb({
      quick: true,
      machine: {
        tcp: { "127.0.0.1:18789": lost, "::1:18789": lost },
        http: { [`${httpUrl}/healthz`]: lost },
      },
    });
    assert.equal(climb.result("tcp").reason, "not-recorded");
    assert.equal(climb.result("http-live").reason, "not-recorded");
    assert.equal(climb.result("http-ready").reason, "needs-http");
  });
});
