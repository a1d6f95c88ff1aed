import assert from "node:assert/strict";
import { joinNetworks } from "../../../../src/core/edges/joinNetworks.ts";
import { linkNetworks, type Linked } from "../../../../src/core/edges/linkNetworks.ts";
import { known, unknown } from "../../../../src/core/model/fact.ts";
import type { PortproxyRule } from "../../../../src/core/parse/portproxy.ts";
import {
  fakeWsl,
  guestListener,
  instance,
  place,
  relayListener,
  windowsListener,
  type FakeWslChange,
} from "../../../support/fakeWsl.ts";

function link(change: FakeWslChange, rules: readonly PortproxyRule[] = []): Linked {
  const { networks, namespaces, gateways } = fakeWsl(change);
  return linkNetworks({ networks, namespaces, gateways, portproxies: known(rules) });
}

function edgesOf(linked: Linked): readonly string[] {
  return linked.edges.map(
    ({ kind, from, to }) => `${kind} ${from.address}:${from.port} ${to.namespace} ${to.address}:${to.port}`,
  );
}

function exposures({ networks }: Linked, id: string): readonly string[] {
  const listeners = networks.find((network) => network.id === id)?.listeners;
  return listeners?.known === true ? listeners.value.map(({ exposure }) => exposure) : [];
}

describe("linkNetworks", () => {
  it("leads from each relay to the socket of its family", () => {
    const linked = link({
      onWindows: [relayListener("127.0.0.1"), relayListener("::1")],
      inWsl: [guestListener("0.0.0.0"), guestListener("::1")],
    });
    assert.deepEqual(edgesOf(linked), [
      `localhost-relay 127.0.0.1:18789 ${instance} 0.0.0.0:18789`,
      `localhost-relay ::1:18789 ${instance} ::1:18789`,
    ]);
  });

  it("leads nowhere from a relay whose socket has gone, and from no other program", () => {
    assert.deepEqual(edgesOf(link({ inWsl: [] })), []);
    assert.deepEqual(edgesOf(link({ onWindows: [relayListener("127.0.0.1", "node.exe")] })), []);
    assert.deepEqual(edgesOf(link({ inWsl: [guestListener("172.29.0.2")] })), []);
  });

  it("takes dllhost.exe for a relay in the modes that use it", () => {
    const onWindows = [
      windowsListener("127.0.0.1", { owner: relayListener("127.0.0.1", "dllhost.exe").owner }),
    ];
    const linked = link({ onWindows, mode: "virtioproxy" });
    assert.deepEqual(edgesOf(linked), [`localhost-relay 127.0.0.1:18789 ${instance} 127.0.0.1:18789`]);
    assert.deepEqual(exposures(linked, "windows"), ["relay"]);
    assert.deepEqual(exposures(link({ onWindows }), "windows"), ["loopback"]);
  });

  it("gives a relay to the only instance that runs where no owner is seen, and to none of several", () => {
    const inWsl = [guestListener("127.0.0.1", { owner: null, port: 8080 })];
    const onWindows = [relayListener("127.0.0.1", "wslrelay.exe", 8080)];
    assert.deepEqual(edgesOf(link({ inWsl, onWindows })), [
      `localhost-relay 127.0.0.1:8080 ${instance} 127.0.0.1:8080`,
    ]);
    const namespaces = [place("wsl:Ubuntu", "wsl", "wsl")];
    assert.deepEqual(edgesOf(link({ inWsl, onWindows, namespaces })), []);
  });

  it("says of an instance's open socket that only its own network reaches it, unless the mode opens it", () => {
    const inWsl = [guestListener("0.0.0.0", { exposure: "lan" })];
    assert.deepEqual(exposures(link({ inWsl }), "wsl"), ["network"]);
    assert.deepEqual(exposures(link({ inWsl, mode: "consomme" }), "wsl"), ["lan"]);
  });

  it("leads over the shared loopback in mirrored mode, but not over IPv6", () => {
    const onWindows = [guestListener("127.0.0.1"), guestListener("::1")];
    assert.deepEqual(edgesOf(link({ mode: "mirrored", onWindows })), [
      `mirrored-loopback 127.0.0.1:18789 ${instance} 127.0.0.1:18789`,
    ]);
  });

  it("follows a portproxy rule that stays on Windows", () => {
    const owner = { pid: 1200, process: "svchost.exe", unit: null, container: null };
    const onWindows = [windowsListener("0.0.0.0", { owner, port: 8443 })];
    const rule = { listenAddress: "*", listenPort: 8443, connectAddress: "127.0.0.1", connectPort: 18_789 };
    assert.deepEqual(edgesOf(link({ onWindows }, [rule])), [
      "portproxy 127.0.0.1:8443 windows 127.0.0.1:18789",
    ]);
    assert.deepEqual(edgesOf(link({ onWindows }, [{ ...rule, connectAddress: "172.29.0.2" }])), []);
  });
});

describe("joinNetworks", () => {
  it("joins what two instances saw of one network, and keeps the owner that either knows", () => {
    const seen = (owner: "known" | "unseen") =>
      ({
        id: "wsl",
        name: "WSL",
        listeners: known([guestListener("127.0.0.1", owner === "unseen" ? { owner: null } : {})]),
      }) as const;
    const blind = { id: "wsl", name: "WSL", listeners: unknown("no /proc"), wslMode: "nat" } as const;
    const [joined, ...others] = joinNetworks([blind, seen("unseen"), seen("known")]);
    assert.equal(others.length, 0);
    assert.equal(joined?.wslMode, "nat");
    assert.ok(joined.listeners.known);
    assert.deepEqual(
      joined.listeners.value.map(({ owner }) => owner?.namespace),
      [instance],
    );
  });
});
