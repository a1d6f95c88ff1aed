import assert from "node:assert/strict";
import type { Supervisor } from "../../../../../src/core/model/supervisor.ts";
import { supervisor } from "../../../../../src/core/probe/rungs/supervisor.ts";
import { fakeClimb, type FakeClimb } from "../../../../support/fakeClimb.ts";
import { fakeSnapshot, fakeSupervisor } from "../../../../support/fakeSnapshot.ts";

function climbWith(supervisors: readonly Supervisor[], isRunning = true): Promise<FakeClimb> {
  const snapshot = fakeSnapshot({
    namespace: { supervisors },
    ...(isRunning ? {} : { gateways: [], listeners: [] }),
  });
  return fakeClimb({ quick: true, snapshot });
}

describe("supervisor", () => {
  it("takes a foreground run for a note", async () => {
    const result = (await climbWith([])).result("supervisor");
    assert.deepEqual([result.state, result.verdict], ["ok", "runs in the foreground"]);
    assert.equal(result.notes.length, 1);
  });

  it("is ok with the running unit that owns the gateway", async () => {
    const climb = await climbWith([
      fakeSupervisor({ name: "x.service", port: 1, state: { mainPid: 7 } }),
      fakeSupervisor(),
    ]);
    assert.equal(climb.result("supervisor").verdict, "openclaw-gateway.service is active (running)");
    assert.equal(climb.factOf(supervisor).serving?.name, "openclaw-gateway.service");
  });

  it("fails with the state of a unit that is down", async () => {
    const state = { active: "failed", sub: "failed", result: "start-limit-hit", mainPid: null, restarts: 5 };
    const result = (await climbWith([fakeSupervisor({ state })], false)).result("supervisor");
    const verdict = "openclaw-gateway.service is failed (failed), start-limit-hit, 5 restarts";
    assert.deepEqual([result.state, result.verdict], ["fail", verdict]);
  });

  it("warns while systemd is about to start it again", async () => {
    const state = { active: "activating", sub: "auto-restart", result: "exit-code", mainPid: null };
    assert.equal((await climbWith([fakeSupervisor({ state })], false)).result("supervisor").state, "warn");
  });

  it("warns of a gateway beside its unit", async () => {
    const stopped = { active: "inactive", sub: "dead", mainPid: null };
    for (const state of [stopped, { mainPid: 7 }]) {
      const result = (await climbWith([fakeSupervisor({ state })])).result("supervisor");
      assert.equal(result.state, "warn");
      assert.match(result.notes[0] ?? "", /is not the process of openclaw-gateway\.service/);
    }
  });

  it("does not hold a unit for another port against the target", async () => {
    const state = { active: "failed", mainPid: null };
    const climb = await climbWith([fakeSupervisor({ port: 19_001, state })]);
    assert.equal(climb.result("supervisor").state, "ok");
    assert.equal(climb.factOf(supervisor).serving, null);
  });

  it("is unknown while the service manager cannot be asked", async () => {
    const result = (await climbWith([fakeSupervisor({ state: null })], false)).result("supervisor");
    assert.deepEqual([result.state, result.reason], ["unknown", "not-visible"]);
    assert.match(result.verdict, /no bus/);
  });
});
