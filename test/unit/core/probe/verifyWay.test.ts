import assert from "node:assert/strict";
import type { Edge } from "../../../../src/core/model/edge.ts";
import type { Fact } from "../../../../src/core/model/fact.ts";
import { verifyWay } from "../../../../src/core/probe/verifyWay.ts";
import { listenRow } from "../../../support/fakeClimb.ts";
import { fakePorts, type FakeMachineScript } from "../../../support/fakeMachine.ts";
import { fakeWsl, guestGateway, instance, type FakeWslChange } from "../../../support/fakeWsl.ts";
import { relayV4, windowsMachine, type FakeSocket } from "../../../support/fakeWindows.ts";

const relay: Edge = {
  kind: "localhost-relay",
  from: { namespace: "windows", address: "127.0.0.1", port: 18_789 },
  to: { namespace: instance, address: "0.0.0.0", port: 18_789 },
};

interface Way {
  readonly sockets?: readonly FakeSocket[];
  readonly inside?: FakeMachineScript | null;
  readonly world?: FakeWslChange;
}

async function verify({
  sockets = [relayV4],
  inside = holds(100),
  world = { edges: [relay] },
}: Way): Promise<Fact<boolean>> {
  const { ports } = fakePorts(windowsMachine(sockets));
  const place = inside === null ? null : fakePorts(inside).ports;
  const target = {
    id: `${instance}:18789`,
    namespace: instance,
    host: "127.0.0.1",
    port: 18_789,
    url: "ws://127.0.0.1:18789",
    chosenBy: "only-gateway",
  };
  return verifyWay(
    { target, snapshot: fakeWsl(world), ports, place },
    guestGateway(),
    new AbortController().signal,
  );
}

/** An instance whose gateway, pid 42, holds the socket with inode 100; the one at the port is `inode`. */
function holds(inode: number): FakeMachineScript {
  return {
    files: { "/proc/net/tcp": listenRow(inode, "00000000"), "/proc/net/tcp6": "" },
    processes: [{ pid: 42, socketInodes: [100] }],
  };
}

describe("verifyWay from Windows into an instance", () => {
  it("holds where the relay is alone on Windows and the gateway behind it", async () => {
    const way = await verify({});
    assert.equal(way.known && way.value, true);
  });

  it("does not hold where another program shares the port on Windows, or has it inside", async () => {
    const shared = await verify({ sockets: [relayV4, { ...relayV4, pid: 9, program: "evil.exe" }] });
    assert.equal(shared.known && !shared.value, true);
    const foreign = await verify({ inside: holds(999) });
    assert.equal(foreign.known && !foreign.value, true);
  });

  it("is not known where no relay is, or nothing answers from inside", async () => {
    assert.equal((await verify({ world: {} })).known, false);
    assert.equal((await verify({ inside: null })).known, false);
  });

  it("needs no relay on a loopback that is shared", async () => {
    const world = { mode: "mirrored", onWindows: [] } as const;
    const alone = await verify({ world, sockets: [] });
    assert.equal(alone.known && alone.value, true);
    const shared = await verify({ world, sockets: [{ ...relayV4, program: "evil.exe" }] });
    assert.equal(shared.known && !shared.value, true);
  });
});
