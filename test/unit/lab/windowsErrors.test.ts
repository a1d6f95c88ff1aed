import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeMachine } from "../../lab/machineFile.ts";
import { installTools } from "../../lab/windows/installTools.ts";

const cases: readonly (readonly [readonly [string, ...string[]], number, RegExp])[] = [
  [["netstat.exe", "-z"], 1, /NETSTAT \[-a\]/],
  [["tasklist.exe", "/XX"], 1, /Invalid argument\/option - '\/XX'/],
  [["taskkill.exe"], 1, /Neither \/FI nor \/PID nor \/IM/],
  [["reg.exe", "frobnicate"], 1, /Invalid syntax/],
  [["netsh.exe", "foo", "bar"], 1, /was not found: foo bar\./],
  [["schtasks.exe", "/Nothing"], 1, /Invalid syntax/],
  [["w32tm.exe", "/nothing"], 87, /0x80070057/],
  [["sc.exe", "query", "Nothing"], 36, /FAILED 1060/],
  [["cmd.exe", "/c", "nothing-here"], 1, /is not recognized as an internal or external command/],
  [["ipconfig.exe", "/nothing"], 1, /unrecognized or incomplete command line/],
];

describe("Windows' programs and what they do not know", () => {
  let home: string;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), "gl-"));
    writeMachine(home, {});
    await installTools(home);
  });
  after(() => rmSync(home, { recursive: true }));

  it("reg.exe query of what is not there fails as recorded", () => {
    const file = join(home, "c/Windows/System32/reg.exe");
    const { status, stderr } = spawnSync(file, ["query", "HKCU\\Nothing"], { timeout: 20_000 });
    const sample = new URL("../../fixtures/wsl-samples/windows/reg-query-missing.stderr", import.meta.url);
    assert.deepEqual(stderr, readFileSync(sample));
    assert.equal(status, 1);
  });

  for (const [[program, ...args], code, said] of cases) {
    it(`${program} ${args.join(" ")} fails in its own words`, () => {
      const file = join(home, "c/Windows/System32", program);
      const { status, stdout, stderr } = spawnSync(file, args, { encoding: "latin1", timeout: 20_000 });
      assert.match(stdout + stderr, said);
      assert.equal(status, code);
    });
  }
});
