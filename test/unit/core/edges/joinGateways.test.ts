import assert from "node:assert/strict";
import { joinGateways, sharedAddresses } from "../../../../src/core/edges/joinGateways.ts";
import type { Gateway } from "../../../../src/core/model/gateway.ts";
import { guestGateway, instance, place, windowsGateway, relayEdge } from "../../../support/fakeWsl.ts";

function addresses(gateways: readonly Gateway[]): readonly string[] {
  return gateways.map(
    ({ id, answersAt }) => `${id}: ${answersAt.map(({ namespace }) => namespace).join(" ")}`,
  );
}

describe("joinGateways", () => {
  it("makes one of a gateway and what its relay answers, though starts are told a second apart", () => {
    const joined = joinGateways([windowsGateway({ startedAt: 1_000 }), guestGateway()], [], [relayEdge]);
    assert.deepEqual(addresses(joined), [`${instance}:18789: ${instance} windows`]);
  });

  it("keeps a second gateway apart: another version, another start, or nothing that leads there", () => {
    for (const change of [{ version: "2026.8.1" }, { startedAt: 60_000 }]) {
      assert.equal(joinGateways([windowsGateway(change), guestGateway()], [], [relayEdge]).length, 2);
    }
    assert.equal(joinGateways([windowsGateway({ startedAt: 1_000 }), guestGateway()], [], []).length, 2);
    assert.equal(joinGateways([windowsGateway({ startedAt: null }), guestGateway()], [], []).length, 2);
  });

  it("knows a gateway by its start behind a forwarder that it does not know", () => {
    const joined = joinGateways([windowsGateway({ startedAt: 300 }), guestGateway()], [], []);
    assert.deepEqual(addresses(joined), [`${instance}:18789: ${instance} windows`]);
  });

  it("adds an address that was asked afterwards", () => {
    const address = { namespace: "windows", url: "ws://127.0.0.1:18789" };
    const answer = { address, version: "2026.9.6", startedAt: 20 };
    assert.deepEqual(addresses(joinGateways([guestGateway()], [answer], [relayEdge])), [
      `${instance}:18789: ${instance} windows`,
    ]);
    const stranger = { ...answer, version: "2026.8.1" };
    assert.deepEqual(addresses(joinGateways([guestGateway()], [stranger], [relayEdge])), [
      `${instance}:18789: ${instance}`,
    ]);
  });
});

describe("sharedAddresses", () => {
  it("says that running instances of one network reach a gateway at the same address", () => {
    const ubuntu = place("wsl:Ubuntu", "wsl", "wsl");
    const stopped = { ...place("wsl:Debian", "wsl", "wsl"), state: "stopped" } as const;
    const home = place(instance, "wsl", "wsl");
    const places = [home, ubuntu, stopped, place("windows", "windows", "windows")];
    assert.deepEqual(addresses(sharedAddresses([guestGateway()], places)), [
      `${instance}:18789: ${instance} wsl:Ubuntu`,
    ]);
  });
});
