import assert from "node:assert/strict";
import { fakeClimb, fakeTokenUsed, listenRow } from "../../../support/fakeClimb.ts";
import type { FakeMachineScript } from "../../../support/fakeMachine.ts";
import {
  fakeGateway,
  fakeInstall,
  fakeSnapshot,
  type FakeSnapshotChange,
} from "../../../support/fakeSnapshot.ts";

const connecting = ["cli-status", "cli-gateway-status", "channels"] as const;
const openclaw = "/usr/bin/openclaw ";

interface Attempt {
  readonly world?: FakeSnapshotChange;
  readonly files?: FakeMachineScript["files"];
  readonly target?: string;
}

/** The `openclaw` commands that were started, and why the rungs of those that connect were skipped. */
async function attempt({ world, files, target }: Attempt): Promise<readonly string[]> {
  const namespace = { tokenSources: [fakeTokenUsed], installs: [fakeInstall()] };
  const climb = await fakeClimb({
    withCli: true,
    snapshot: fakeSnapshot({ ...world, namespace }),
    ...(files === undefined ? {} : { machine: { files } }),
    ...(target === undefined ? {} : { target }),
  });
  const started = climb.machine.asked.filter((each) => each.startsWith(openclaw));
  const skips = connecting.flatMap((id) => {
    const { state, reason } = climb.result(id);
    return state === "skipped" ? [`${id}: ${reason}`] : [];
  });
  return [...started.map((each) => each.slice(openclaw.length)).toSorted(), ...skips];
}

const doctor = "doctor --lint --json";
const all = [
  "channels status --probe --json --timeout 10000",
  doctor,
  "gateway status --json",
  "status --json --timeout 5000",
];
const skippedFor = (reason: string) => [doctor, ...connecting.map((id) => `${id}: ${reason}`)];

describe("a command that sends the user's token to the port", () => {
  it("is started when the gateway holds the port, or nobody", async () => {
    assert.deepEqual(await attempt({}), all);
    const down = { gateways: [], listeners: [] };
    assert.deepEqual(await attempt({ world: down, files: { "/proc/net/tcp": "" } }), all);
  });

  it("is not started when a stranger holds the port, or somebody unseen", async () => {
    assert.deepEqual(await attempt({ world: { gateways: [] } }), skippedFor("owner-not-verified"));
    const unseen = { gateways: [fakeGateway({ pid: null, ownerVerified: false })] };
    assert.deepEqual(await attempt({ world: unseen }), skippedFor("owner-not-verified"));
  });

  it("is not started when a stranger took the port over after discovery, or shares it", async () => {
    for (const row of [listenRow(999), `${listenRow(100)}\n${listenRow(999)}`]) {
      assert.deepEqual(await attempt({ files: { "/proc/net/tcp": row } }), skippedFor("owner-not-verified"));
    }
    const both = { gateways: [], listeners: [] };
    assert.deepEqual(await attempt({ world: both }), skippedFor("owner-not-verified"));
  });

  it("is not started when the sockets cannot be read", async () => {
    const files = { "/proc/net/tcp": { failure: "no-permission" as const } };
    assert.deepEqual(await attempt({ world: { gateways: [] }, files }), skippedFor("owner-not-verified"));
  });

  it("is not started when another gateway holds the port", async () => {
    const other = { gateways: [fakeGateway({ stateDir: "/home/dev/.openclaw-work" })] };
    assert.deepEqual(await attempt({ world: other }), skippedFor("other-gateway"));
  });

  it("is judged by the port that it connects to, not by the target's", async () => {
    const world = { gateways: [fakeGateway({ port: 19_001 })] };
    const target = "linux:19001";
    assert.deepEqual(await attempt({ world, target }), skippedFor("owner-not-verified"));
    assert.deepEqual(await attempt({ world, target, files: { "/proc/net/tcp": "" } }), all);
  });

  it("is not started when a URL sends it elsewhere", async () => {
    assert.deepEqual(
      await attempt({ world: { config: { isRedirected: true } } }),
      skippedFor("owner-not-verified"),
    );
  });
});
