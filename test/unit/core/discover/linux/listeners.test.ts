import assert from "node:assert/strict";
import type { Listener } from "../../../../../src/core/model/listener.ts";
import {
  joinListeners,
  readSocketTables,
  type ListenerView,
} from "../../../../../src/core/discover/linux/listeners.ts";
import { readProcessTable } from "../../../../../src/core/discover/linux/processTable.ts";
import { fakePorts, type FakeMachineScript } from "../../../../support/fakeMachine.ts";
import { fixtureText } from "../../../../support/fixtureText.ts";

const tables = {
  "/proc/net/tcp": fixtureText("netTcp/gateway-on-both-loopbacks.tcp.txt"),
  "/proc/net/tcp6": fixtureText("netTcp/gateway-on-both-loopbacks.tcp6.txt"),
};
const gateway = {
  pid: 42,
  name: "openclaw-gatewa",
  args: ["openclaw-gateway"],
  socketInodes: [7, 9968, 9969],
  cgroup: "/user.slice/user-1000.slice/user@1000.service/app.slice/openclaw-gateway.service",
};

async function view(script: FakeMachineScript): Promise<ListenerView> {
  const { ports } = fakePorts(script);
  const { table } = await readProcessTable(ports);
  const place = { namespace: "linux", network: "linux" };
  return joinListeners(place, ports.facts.uid, await readSocketTables(ports), table);
}

function listenersOf({ listeners }: ListenerView): readonly Listener[] {
  assert.ok(listeners.known);
  return listeners.value;
}

describe("joinListeners", () => {
  it("names the process and the unit of a socket, on both loopbacks", async () => {
    const found = listenersOf(await view({ files: tables, processes: [gateway] }));
    const owner = { pid: 42, process: "openclaw-gateway", unit: "openclaw-gateway.service", container: null };
    assert.deepEqual(
      found.filter(({ port }) => port === 18_789),
      [
        {
          id: "linux/127.0.0.1:18789",
          protocol: "tcp",
          family: "ipv4",
          address: "127.0.0.1",
          port: 18_789,
          owner,
          exposure: "loopback",
        },
        {
          id: "linux/[::1]:18789",
          protocol: "tcp",
          family: "ipv6",
          address: "::1",
          port: 18_789,
          owner,
          exposure: "loopback",
        },
      ],
    );
  });

  it("says how many owners an unprivileged user does not see", async () => {
    const seen = await view({ files: tables, processes: [gateway, { pid: 1, uid: 0, socketInodes: null }] });
    assert.equal(listenersOf(seen)[0]?.owner, null);
    assert.equal(listenersOf(seen)[0]?.exposure, "lan");
    assert.deepEqual(seen.blindSpots, [
      "1 listener belongs to another user; its owner is not visible without root.",
    ]);
  });

  it("does not blame permission for a socket that root sees no owner of", async () => {
    const seen = await view({ files: tables, processes: [gateway], facts: { uid: 0 } });
    assert.equal(seen.blindSpots.length, 1);
    assert.match(seen.blindSpots[0] ?? "", /outside this process table/);
  });

  it("has no blind spot when every owner is seen", async () => {
    const seen = await view({ files: tables, processes: [gateway, { pid: 5, socketInodes: [19] }] });
    assert.deepEqual(seen.blindSpots, []);
  });

  it("gives a socket that was handed down to the process that opened it", async () => {
    const worker = { pid: 41, name: "worker", socketInodes: [9968], startedAt: 2_000 };
    const seen = await view({ files: tables, processes: [worker, { ...gateway, startedAt: 1_000 }] });
    assert.equal(listenersOf(seen).find(({ id }) => id === "linux/127.0.0.1:18789")?.owner?.pid, 42);
  });

  it("names the container of a process that shares the host's network", async () => {
    const id = "ab12".repeat(16);
    const inContainer = { ...gateway, cgroup: `/system.slice/docker-${id}.scope` };
    const seen = await view({ files: tables, processes: [inContainer] });
    const owner = listenersOf(seen).find(({ port }) => port === 18_789)?.owner;
    assert.equal(owner?.container, id.slice(0, 12));
    assert.equal(owner?.unit, null);
  });

  it("lists an address that several sockets share once, with the owner that is seen", async () => {
    const line = tables["/proc/net/tcp"].split("\n")[2] ?? "";
    const shared = [line.replace(" 9968 ", " 5 "), line, line.replace(" 9968 ", " 6 ")].join("\n");
    const seen = await view({ files: { "/proc/net/tcp": shared }, processes: [gateway] });
    assert.deepEqual(
      listenersOf(seen).map(({ owner }) => owner?.pid),
      [42],
    );
    assert.deepEqual(seen.blindSpots, []);
  });

  it("lives without IPv6", async () => {
    const seen = await view({ files: { "/proc/net/tcp": tables["/proc/net/tcp"] }, processes: [gateway] });
    assert.equal(listenersOf(seen).length, 2);
  });

  it("is unknown, not empty, when a table cannot be read", async () => {
    for (const path of ["/proc/net/tcp", "/proc/net/tcp6"]) {
      const seen = await view({ files: { ...tables, [path]: { failure: "no-permission" } } });
      assert.deepEqual(
        { ...seen.listeners, evidence: [] },
        { known: false, reason: `${path}: no-permission`, evidence: [] },
      );
      assert.match(seen.blindSpots[0] ?? "", /socket table cannot be read/);
    }
  });
});
