import type { Gateway } from "../../src/core/model/gateway.ts";
import type { Listener } from "../../src/core/model/listener.ts";
import { askEndpoints, identifyGateways, type OwnerClues } from "../../src/core/discover/linux/gateways.ts";
import type { ProcessEntry } from "../../src/core/ports/processes.ts";
import { fakePorts, type FakeReply } from "./fakeMachine.ts";

export const live = '{"ok":true,"status":"live"}';
export const started = '{"ok":true,"status":"started","version":"2026.9.6","uptimeMs":60000}';
export const page = {
  contentType: "text/html",
  body: "<!doctype html><html data-openclaw-control-ui-build-id></html>",
};

export const fakeProcess = (pid: number, change: Partial<ProcessEntry> = {}): ProcessEntry => ({
  pid,
  parentPid: 1,
  uid: 1000,
  name: "openclaw-gatewa",
  args: [],
  executable: null,
  cgroup: "/",
  socketInodes: [],
  startedAt: null,
  state: "S",
  ...change,
});

export const listener = (address: string, pid: number | null, port = 18_789): Listener => ({
  id: `linux/${address}:${port}`,
  protocol: "tcp",
  family: address.includes(":") ? "ipv6" : "ipv4",
  address,
  port,
  owner: pid === null ? null : { pid, process: "x", unit: null, container: null },
  exposure: "loopback",
});

export const answers = (
  host: string,
  health: FakeReply = live,
  startup: FakeReply = started,
): Record<string, FakeReply> => ({
  [`http://${host}/healthz`]: health,
  [`http://${host}/startupz`]: startup,
});

/** Listeners, their owners and what they answer; clues that are left out say that pid 42 is a gateway. */
export interface Scene {
  readonly listeners: readonly Listener[];
  readonly processes?: readonly ProcessEntry[];
  readonly http: Record<string, FakeReply>;
  readonly clues?: Partial<OwnerClues>;
}

/** Asks and identifies as discovery does. */
export async function look(
  scene: Scene,
): Promise<{ gateways: readonly Gateway[]; asked: readonly string[] }> {
  const { ports, machine } = fakePorts({ http: scene.http });
  const ownerOf = ({ owner }: Listener): ProcessEntry | null =>
    scene.processes?.find(({ pid }) => pid === owner?.pid) ?? null;
  const candidates = new Set(scene.listeners.map(({ port }) => port));
  const endpoints = await askEndpoints(
    ports,
    scene.listeners,
    candidates,
    ownerOf,
    new AbortController().signal,
  );
  const gateways = identifyGateways({ namespace: "linux", network: "linux" }, endpoints, {
    uid: 1000,
    gatewayPids: new Set([42]),
    vouchedPids: new Set(),
    expectedPorts: new Set([18_789]),
    ...scene.clues,
  });
  return { gateways, asked: machine.asked };
}

export const both = [listener("127.0.0.1", 42), listener("::1", 42)];
