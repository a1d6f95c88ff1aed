import assert from "node:assert/strict";
import { stateDirOf } from "../../../../../src/core/discover/linux/stateDirOf.ts";
import type { GatewayLock } from "../../../../../src/core/parse/lockFile.ts";
import { fakePorts, type FakeMachineScript } from "../../../../support/fakeMachine.ts";
import { fakeGateway } from "../../../../support/fakeSnapshot.ts";

const configured = "/home/dev/.openclaw";
const lock = (pid: number, stateDir: string | null): GatewayLock => ({
  pid,
  port: 18_789,
  createdAt: null,
  configPath: null,
  stateDir,
});

function ask(
  script: FakeMachineScript,
  locks: readonly GatewayLock[] = [],
  pid: number | null = 42,
): Promise<string | null> {
  const processes = [{ pid: 42 }];
  return stateDirOf(fakePorts({ processes, ...script }).ports, fakeGateway({ pid }), locks, configured);
}

describe("stateDirOf", () => {
  it("believes the lock before the environment", async () => {
    const environments = { 42: { HOME: "/home/dev" } };
    const locks = [lock(7, "/srv/other"), lock(42, "/home/dev/.openclaw-work")];
    assert.equal(await ask({ environments }, locks), "/home/dev/.openclaw-work");
  });

  it("works it out of the environment where no lock tells", async () => {
    assert.equal(
      await ask({ environments: { 42: { HOME: "/tmp/x" } } }, [lock(42, null)]),
      "/tmp/x/.openclaw",
    );
    assert.equal(await ask({ environments: { 42: { OPENCLAW_STATE_DIR: "/srv/a" } } }), "/srv/a");
  });

  it("knows the configured directory behind a symbolic link, and tells others from it", async () => {
    const files = {
      "/home": { linkTo: "/var/home" },
      "/var/home/dev/.openclaw/openclaw.json": "{}",
      "/srv/b/x": "",
    };
    assert.equal(await ask({ files }, [lock(42, "/var/home/dev/.openclaw")]), configured);
    assert.equal(await ask({ files }, [lock(42, "/srv/b")]), "/srv/b");
  });

  it("does not know it where neither may be read", async () => {
    assert.equal(await ask({}), null);
    assert.equal(await ask({ environments: { 42: {} } }, [], null), null);
  });
});
