import assert from "node:assert/strict";
import type { Gateway } from "../../../../../src/core/model/gateway.ts";
import type { Listener } from "../../../../../src/core/model/listener.ts";
import { listeners } from "../../../../../src/core/probe/rungs/listeners.ts";
import { fakeClimb } from "../../../../support/fakeClimb.ts";
import { fakeGateway, fakeListener, fakeSnapshot } from "../../../../support/fakeSnapshot.ts";

const foreign = { pid: 7, process: "nginx", unit: null, container: null };

async function climbWith(
  onPort: readonly Listener[],
  gateways: readonly Gateway[] = [fakeGateway()],
  target?: string,
): Promise<readonly [string, string, string]> {
  const snapshot = fakeSnapshot({ listeners: onPort, gateways });
  const climb = await fakeClimb({ quick: true, snapshot, ...(target === undefined ? {} : { target }) });
  const { state, verdict } = climb.result("listeners");
  return [climb.factOf(listeners).holder, state, verdict];
}

describe("listeners", () => {
  it("finds nobody", async () => {
    const elsewhere = [fakeListener({ port: 22 })];
    assert.deepEqual(await climbWith(elsewhere, []), ["nobody", "fail", "nobody listens on port 18789"]);
  });

  it("names the gateway and its addresses", async () => {
    const both = [fakeListener(), fakeListener({ address: "::1", family: "ipv6" })];
    const verdict = "the gateway (openclaw-gateway, pid 42) at 127.0.0.1:18789 and [::1]:18789";
    assert.deepEqual(await climbWith(both), ["target-gateway", "ok", verdict]);
  });

  it("names a foreign program", async () => {
    const verdict = "nginx, pid 7 holds port 18789, and is not a gateway";
    assert.deepEqual(await climbWith([fakeListener({ owner: foreign })], []), ["foreign", "fail", verdict]);
  });

  it("takes a stranger on one of two addresses for a stranger", async () => {
    const mixed = [fakeListener(), fakeListener({ address: "::1", family: "ipv6", owner: foreign })];
    assert.equal((await climbWith(mixed))[0], "foreign");
  });

  it("does not judge an owner that cannot be seen", async () => {
    const [holder, state] = await climbWith([fakeListener({ owner: null })], []);
    assert.deepEqual([holder, state], ["unseen", "unknown"]);
    assert.equal((await climbWith([fakeListener({ owner: null })]))[0], "unseen");
  });

  it("does not take a relay for who is behind it", async () => {
    const owner = { ...foreign, process: "wslrelay.exe" };
    const relay = fakeListener({ owner, exposure: "relay" });
    const [holder, state] = await climbWith([relay], [fakeGateway({ pid: null })]);
    assert.deepEqual([holder, state], ["unseen", "unknown"]);
    assert.equal((await climbWith([relay, fakeListener({ owner: foreign })], []))[0], "foreign");
  });

  const other = fakeGateway({ stateDir: "/home/dev/.openclaw-other" });

  it("tells another gateway on the configured port", async () => {
    const [holder, state, verdict] = await climbWith([fakeListener()], [other]);
    assert.deepEqual([holder, state], ["other-gateway", "fail"]);
    assert.match(verdict, /^another gateway \(openclaw-gateway, pid 42\) holds port 18789$/);
  });

  it("takes a gateway whose state directory cannot be told for the configured one", async () => {
    assert.equal((await climbWith([fakeListener()], [fakeGateway({ stateDir: null })]))[0], "target-gateway");
  });

  it("takes another gateway for the target where it was asked for by its own port", async () => {
    const apart = fakeGateway({ port: 19_001, stateDir: "/home/dev/.openclaw-other" });
    const [holder] = await climbWith([fakeListener({ port: 19_001 })], [apart], "linux:19001");
    assert.equal(holder, "target-gateway");
  });
});
