import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { stateDirOf, vaultKey } from "../../../../src/platform/secrets/vaultKey.ts";
import { FakeLog } from "../../../support/fakeLog.ts";

describe("vaultKey", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "lens-key-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it("makes a key once, for the user's eyes only, and finds it again", async () => {
    const log = new FakeLog();
    const state = path.join(dir, "a", "b");
    const key = vaultKey(state, log);
    assert.equal(key.length, 32);
    assert.deepEqual(vaultKey(state, log), key);
    assert.deepEqual(await readdir(state), ["fingerprint.key"]);
    assert.equal((await stat(path.join(state, "fingerprint.key"))).mode & 0o777, 0o600);
    assert.equal((await stat(state)).mode & 0o777, 0o700);
    assert.deepEqual(log.lines, []);
  });

  it("gives every process the same key when several make it at once", async () => {
    const module = new URL("../../../../src/platform/secrets/vaultKey.ts", import.meta.url).href;
    const code = `const { vaultKey } = await import(${JSON.stringify(module)});
      console.log(vaultKey(${JSON.stringify(dir)}, console).toString("hex"));`;
    const run = promisify(execFile);
    const keys = await Promise.all(
      Array.from({ length: 4 }, () => run(process.execPath, ["--input-type=module", "-e", code])),
    );
    assert.equal(new Set(keys.map(({ stdout }) => stdout)).size, 1);
    assert.deepEqual(await readdir(dir), ["fingerprint.key"]);
  });

  for (const [what, breakIt] of Object.entries({
    "a file where the directory should be": () => writeFile(path.join(dir, "state"), ""),
    "a key that is too short": async () => {
      vaultKey(path.join(dir, "state"), new FakeLog());
      await writeFile(path.join(dir, "state", "fingerprint.key"), "short");
    },
  })) {
    it(`uses a key for this run and says so when there is ${what}`, async () => {
      await breakIt();
      const log = new FakeLog();
      const key = vaultKey(path.join(dir, "state"), log);
      assert.equal(key.length, 32);
      assert.notDeepEqual(vaultKey(path.join(dir, "state"), log), key);
      assert.match(log.lines[0] ?? "", /^warn .*cannot be compared/);
    });
  }
});

describe("stateDirOf", () => {
  const saved = process.env["XDG_STATE_HOME"];
  afterEach(() => {
    if (saved === undefined) delete process.env["XDG_STATE_HOME"];
    else process.env["XDG_STATE_HOME"] = saved;
  });

  it("follows the customs of each system", () => {
    delete process.env["XDG_STATE_HOME"];
    assert.equal(stateDirOf({ platform: "linux", homeDir: "/home/a" }), "/home/a/.local/state/gateway-lens");
    assert.equal(
      stateDirOf({ platform: "darwin", homeDir: "/Users/a" }),
      "/Users/a/Library/Application Support/gateway-lens",
    );
    assert.match(stateDirOf({ platform: "win32", homeDir: "C:\\Users\\a" }), /GatewayLens$/);
    process.env["XDG_STATE_HOME"] = "/state";
    assert.equal(stateDirOf({ platform: "linux", homeDir: "/home/a" }), "/state/gateway-lens");
    process.env["XDG_STATE_HOME"] = "relative";
    assert.equal(stateDirOf({ platform: "linux", homeDir: "/home/a" }), "/home/a/.local/state/gateway-lens");
  });
});
