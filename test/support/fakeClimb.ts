import type { LadderRun, RungResult } from "../../src/core/model/ladder.ts";
import type { Snapshot } from "../../src/core/model/snapshot.ts";
import { factOf, type LadderOptions, type Rung } from "../../src/core/probe/rung.ts";
import { climbLadder } from "../../src/core/probe/ladder.ts";
import { rungs } from "../../src/core/probe/registry.ts";
import { resolveTarget } from "../../src/core/probe/target.ts";
import type { RungId } from "../../src/core/model/ids.ts";
import { fakePorts, type FakeMachine, type FakeMachineScript } from "./fakeMachine.ts";
import type { FakeGateway } from "./fakeGateways.ts";
import { fakeSnapshot, fakeTokenSource } from "./fakeSnapshot.ts";
import { fakeFingerprint } from "./fakeVault.ts";
import { fixtureText } from "./fixtureText.ts";

export const fakeToken = "fake-token-of-the-tests";
const wsUrl = "ws://127.0.0.1:18789";
export const httpUrl = "http://127.0.0.1:18789";

/** The client source whose credential is {@link fakeToken}. */
export const fakeTokenUsed = fakeTokenSource({
  fingerprint: fakeFingerprint(fakeToken),
  length: fakeToken.length,
});

/** One LISTEN row of the kernel's IPv4 table: 127.0.0.1:18789, held by `inode`. */
export function listenRow(inode: number, address = "0100007F"): string {
  return `   0: ${address}:4965 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 x`;
}

/** The answers of a healthy gateway over RPC. */
export const healthyCalls: NonNullable<FakeGateway["calls"]> = {
  health: fixtureJson("healthRpc/healthy.json"),
  status: fixtureJson("statusJson/rpc.json"),
  "device.pair.list": { pending: [], paired: [] },
  "node.pair.list": { pending: [], paired: [] },
  "channels.pairing.list": { requests: [] },
  "channels.status": fixtureJson("channelsStatus/no-channel.json"),
  "logs.tail": { file: "/tmp/openclaw/openclaw-2026-11-20.log", lines: [] },
};

/** A machine on which a healthy gateway, pid 42, answers everything. */
export const healthyMachine: FakeMachineScript = {
  files: {
    "/proc/1/comm": "systemd\n",
    "/run/systemd/system": { isDirectory: true },
    "/run/user/1000/bus": "",
    "/var/lib/systemd/linger/dev": "",
    "/proc/net/tcp": listenRow(100),
    "/proc/net/tcp6": "",
  },
  processes: [{ pid: 42, socketInodes: [100, 101] }],
  tcp: { "127.0.0.1:18789": 1, "::1:18789": 1 },
  http: {
    [`${httpUrl}/healthz`]: '{"ok":true,"status":"live"}',
    [`${httpUrl}/startupz`]: '{"ok":true,"status":"started","version":"2026.9.6","uptimeMs":60000}',
    [`${httpUrl}/readyz`]: '{"ready":true,"failing":[],"uptimeMs":60000}',
  },
  gateways: { [wsUrl]: { calls: healthyCalls } },
};

/** What a test wants to differ from a healthy machine with a client token and no install. */
export interface FakeClimbRequest extends Partial<LadderOptions> {
  readonly machine?: FakeMachineScript;
  readonly gateway?: FakeGateway;
  readonly snapshot?: Snapshot;
  readonly target?: string;
}

export interface FakeClimb {
  readonly run: LadderRun;
  readonly machine: FakeMachine;
  result(id: RungId): RungResult;
  /** The value of a rung's fact; fails when it is unknown. */
  factOf<T>(rung: Rung<T>): T;
}

/** Climbs the real ladder of the registry on a fake machine. */
export async function fakeClimb(request: FakeClimbRequest = {}): Promise<FakeClimb> {
  const { quick = false, withCli = false } = request;
  const snapshot = request.snapshot ?? fakeSnapshot({ namespace: { tokenSources: [fakeTokenUsed] } });
  const gateways =
    request.gateway === undefined
      ? {}
      : { gateways: { [wsUrl]: { calls: healthyCalls, ...request.gateway } } };
  const { machine, ports } = fakePorts({ ...healthyMachine, ...gateways, ...request.machine });
  machine.secrets.keep(fakeToken);
  const target = resolveTarget(snapshot, { target: request.target });
  if (!target.ok) throw new Error(target.failure.message);
  const run = await climbLadder(
    { rungs, target: target.value, snapshot, ports, options: { quick, withCli } },
    new AbortController().signal,
  );
  return {
    run,
    machine,
    result(id) {
      const result = run.results.find((each) => each.id === id);
      if (result === undefined) throw new Error(`${id} has no result`);
      return result;
    },
    factOf<T>(rung: Rung<T>) {
      const fact = factOf(run, rung);
      if (!fact.known) throw new Error(`${rung.id}: ${fact.reason}`);
      return fact.value;
    },
  };
}

/** `id state reason`, in ladder order, without the rungs that are simply ok. */
export function troubles({ run }: FakeClimb): readonly string[] {
  return run.results
    .filter(({ state }) => state !== "ok")
    .map(({ id, state, reason }) => [id, state, ...(reason === null ? [] : [reason])].join(" "));
}

function fixtureJson(path: string): unknown {
  return JSON.parse(fixtureText(path)) as unknown;
}
