import assert from "node:assert/strict";
import { recentLogs } from "../../../../../src/core/probe/rungs/recentLogs.ts";
import { fakeClimb, healthyMachine, type FakeClimb } from "../../../../support/fakeClimb.ts";
import type { FakeMachineScript } from "../../../../support/fakeMachine.ts";
import { fakeSnapshot, fakeSupervisor, type FakeSnapshotChange } from "../../../../support/fakeSnapshot.ts";
import { fixtureText } from "../../../../support/fixtureText.ts";

/** A machine whose gateway is down. */
function climbDown(machine: FakeMachineScript, change: FakeSnapshotChange = {}): Promise<FakeClimb> {
  const snapshot = fakeSnapshot({ gateways: [], listeners: [], ...change });
  return fakeClimb({ snapshot, machine: { tcp: {}, http: {}, gateways: {}, ...machine } });
}

const fileText = fixtureText("logFile/each-subsystem-once.jsonl");
const tail = (path: string): FakeMachineScript["commands"] => ({ [`tail -n 200 -- ${path}`]: fileText });
const journal = "journalctl --user -u openclaw-gateway.service -o json -n 200 --no-pager";

describe("recent-logs without RPC", () => {
  it("reads the journal of the unit", async () => {
    const climb = await climbDown(
      { commands: { [journal]: fixtureText("journal/user-unit.jsonl") } },
      { namespace: { supervisors: [fakeSupervisor()] } },
    );
    const fact = climb.factOf(recentLogs);
    assert.deepEqual([fact.source, fact.name], ["journal", "the journal of openclaw-gateway.service"]);
    assert.ok(fact.lines.some(({ message }) => message === "ready"));
  });

  it("reads the newest day's file when the journal is empty", async () => {
    const path = "/tmp/openclaw/openclaw-2026-11-20.log";
    const climb = await climbDown(
      {
        files: {
          ...healthyMachine.files,
          "/tmp/openclaw/openclaw-2026-11-19.log": "",
          [path]: "",
          "/tmp/openclaw/openclaw-work-2026-11-21.log": "",
          "/tmp/openclaw/openclaw-2026-11-20.log.1": "",
        },
        commands: { [journal]: "", ...tail(path) },
      },
      { namespace: { supervisors: [fakeSupervisor()] } },
    );
    const fact = climb.factOf(recentLogs);
    assert.deepEqual([fact.source, fact.name, fact.since], ["file", path, null]);
    assert.ok(fact.lines.length > 10);
  });

  it("reads the profile's own file", async () => {
    const path = "/tmp/openclaw/openclaw-work-2026-11-20.log";
    const files = { ...healthyMachine.files, "/tmp/openclaw/openclaw-2026-11-21.log": "", [path]: "" };
    const climb = await climbDown({ files, commands: { ...tail(path) } }, { config: { profile: "work" } });
    assert.equal(climb.factOf(recentLogs).name, path);
  });

  it("reads the file that the config names", async () => {
    const climb = await climbDown(
      { commands: { ...tail("/var/log/x.log") } },
      { config: { logFile: "/var/log/x.log" } },
    );
    assert.equal(climb.factOf(recentLogs).name, "/var/log/x.log");
  });

  it("does not read another user's file in the shared folder", async () => {
    const path = "/tmp/openclaw/openclaw-2026-11-20.log";
    const climb = await climbDown({
      files: { ...healthyMachine.files, [path]: { uid: 0 } },
      commands: { ...tail(path) },
    });
    assert.equal(climb.result("recent-logs").reason, "not-visible");
  });

  it("is unknown, not empty, where no log is found", async () => {
    const climb = await climbDown({});
    assert.equal(climb.result("recent-logs").state, "unknown");
    assert.equal(climb.run.facts.get("recent-logs")?.known, false);
  });
});
