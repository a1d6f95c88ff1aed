import assert from "node:assert/strict";
import { instance } from "../../../../../src/core/probe/rungs/instance.ts";
import { tcp } from "../../../../../src/core/probe/rungs/tcp.ts";
import { vantage } from "../../../../../src/core/probe/rungs/vantage.ts";
import { fakeClimb, healthyMachine, type FakeClimb } from "../../../../support/fakeClimb.ts";
import type { FakeFileTree } from "../../../../support/fakeFiles.ts";
import { fakeSnapshot } from "../../../../support/fakeSnapshot.ts";

describe("vantage", () => {
  it("notes a state directory that is not the account's own", async () => {
    const snapshot = fakeSnapshot({ config: { stateDir: "/srv/openclaw" } });
    const climb = await fakeClimb({ quick: true, snapshot });
    assert.equal(climb.result("vantage").state, "ok");
    assert.deepEqual(climb.result("vantage").notes, ["The state directory is /srv/openclaw."]);
    assert.equal(climb.factOf(vantage).nonDefaultStateDir, true);
  });

  it("says what could not be seen, and nothing on a plain machine", async () => {
    assert.deepEqual((await fakeClimb({ quick: true })).result("vantage").notes, []);
    const snapshot = fakeSnapshot({ namespace: { blindSpots: ["1 listener belongs to another user."] } });
    const climb = await fakeClimb({ quick: true, snapshot });
    assert.deepEqual(climb.result("vantage").notes, ["1 listener belongs to another user."]);
  });
});

function climbWith(files: FakeFileTree): Promise<FakeClimb> {
  return fakeClimb({ quick: true, machine: { files: { ...healthyMachine.files, ...files } } });
}

describe("instance", () => {
  it("tells systemd, the user bus and lingering", async () => {
    const climb = await climbWith({});
    assert.equal(climb.result("instance").verdict, "systemd runs, linger on");
    assert.deepEqual(climb.factOf(instance), {
      init: "systemd",
      hasSystemd: true,
      userBus: true,
      linger: true,
    });
  });

  it("warns of a missing user bus", async () => {
    const climb = await climbWith({ "/run/user/1000/bus": { failure: "not-found" } });
    assert.deepEqual([climb.result("instance").state, climb.factOf(instance).userBus], ["warn", false]);
  });

  it("does not take what may not be read for absent", async () => {
    const climb = await fakeClimb({ quick: true, machine: { files: {} } });
    assert.equal(climb.result("instance").state, "unknown");
  });

  it("takes a machine without systemd as it is", async () => {
    const climb = await fakeClimb({ quick: true, machine: { files: { "/proc/1/comm": "docker-init\n" } } });
    assert.deepEqual(
      [climb.result("instance").state, climb.result("instance").verdict],
      ["ok", "process 1 is docker-init"],
    );
    assert.equal(climb.factOf(instance).linger, null);
  });
});

describe("tcp", () => {
  it("asks the two loopbacks apart", async () => {
    const climb = await fakeClimb({ quick: true, machine: { tcp: { "127.0.0.1:18789": 1 } } });
    assert.deepEqual(
      [climb.result("tcp").state, climb.result("tcp").verdict],
      ["ok", "open on 127.0.0.1, refused on ::1, in 1 ms"],
    );
    assert.equal(climb.factOf(tcp).ipv6, "refused");
  });

  it("fails where only the address that clients do not use is open", async () => {
    const climb = await fakeClimb({ quick: true, machine: { tcp: { "::1:18789": 1 } } });
    assert.deepEqual(
      [climb.result("tcp").state, climb.result("tcp").verdict],
      ["fail", "refused on 127.0.0.1, open on ::1"],
    );
    assert.equal(climb.result("http-live").reason, "needs-tcp");
  });

  it("tells a silent drop from a refusal", async () => {
    const drop = { reason: "timed-out", detail: "" } as const;
    const climb = await fakeClimb({
      quick: true,
      machine: { tcp: { "127.0.0.1:18789": drop, "::1:18789": drop } },
    });
    assert.equal(climb.result("tcp").verdict, "no answer on 127.0.0.1 and ::1");
  });

  it("asks the address of the target", async () => {
    const climb = await fakeClimb({ quick: true, target: "ws://[::1]:18789" });
    assert.equal(climb.result("tcp").state, "ok");
    assert.ok(climb.machine.asked.includes("GET http://[::1]:18789/healthz"));
  });
});
