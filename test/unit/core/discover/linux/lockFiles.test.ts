import assert from "node:assert/strict";
import { discoverLocks } from "../../../../../src/core/discover/linux/lockFiles.ts";
import { readProcessTable } from "../../../../../src/core/discover/linux/processTable.ts";
import type { GatewayLock } from "../../../../../src/core/parse/lockFile.ts";
import type { FakeFile } from "../../../../support/fakeFiles.ts";
import { fakePorts, type FakeProcess } from "../../../../support/fakeMachine.ts";
import { fixtureText } from "../../../../support/fixtureText.ts";

const text = fixtureText("lock/gateway.state.lock.txt");
const writtenAt = Date.parse("2026-11-20T13:59:20.856Z");
const folder = "/home/dev/.openclaw/tmp/openclaw-1000";
const holder: FakeProcess = { pid: 6551, args: ["openclaw"], startedAt: writtenAt - 5_000 };

async function locks(
  processes: readonly FakeProcess[],
  files: Readonly<Record<string, string | FakeFile>> = { [`${folder}/gateway.state.lock`]: text },
): Promise<readonly GatewayLock[]> {
  const { ports } = fakePorts({ files, processes });
  const { table } = await readProcessTable(ports);
  return discoverLocks(ports, ["/home/dev/.openclaw"], table);
}

describe("discoverLocks", () => {
  it("tells pid and port of a live gateway, once for its several locks", async () => {
    const found = await locks([holder], {
      [`${folder}/gateway.state.lock`]: text,
      [`${folder}/gateway.dd4f4735.lock`]: text,
      [`${folder}/gateway.state.lock.sqlite`]: "",
      [`${folder}/device-identity.65e48732.lock`]: text.replace("6551", "7"),
    });
    assert.deepEqual(
      found.map(({ pid, port }) => [pid, port]),
      [[6551, 18_789]],
    );
  });

  it("finds the locks of older releases in the temporary directory", async () => {
    assert.equal((await locks([holder], { "/tmp/openclaw-1000/gateway.1a2b3c4d.lock": text })).length, 1);
  });

  it("passes over a lock that SIGKILL left behind", async () => {
    assert.deepEqual(await locks([]), []);
    assert.deepEqual(await locks([{ ...holder, state: "Z" }]), []);
  });

  it("passes over a lock whose pid a younger process has now", async () => {
    assert.deepEqual(await locks([{ ...holder, startedAt: writtenAt + 60_000 }]), []);
    assert.equal((await locks([{ ...holder, startedAt: null }])).length, 1);
  });

  it("passes over a lock whose pid names a stranger, as one that a container wrote", async () => {
    assert.deepEqual(await locks([{ ...holder, name: "kworker/0:1", args: [] }]), []);
  });

  it("reads on past locks that cannot be read or are none", async () => {
    const found = await locks([holder], {
      [`${folder}/gateway.a.lock`]: { failure: "no-permission" },
      [`${folder}/gateway.b.lock`]: "\u0000\u0001",
      [`${folder}/gateway.c.lock`]: { isDirectory: true },
      [`${folder}/gateway.d.lock`]: { text, sizeBytes: 100_000_000 },
      [`${folder}/gateway.e.lock`]: text,
    });
    assert.equal(found.length, 1);
  });
});
