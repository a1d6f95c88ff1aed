/** The command line as it ships, on a Windows without WSL. */
import assert from "node:assert/strict";
import type { ErrorReport } from "../../src/core/contract/errorReport.ts";
import type { ExplainReport } from "../../src/core/contract/explainReport.ts";
import type { TopologyReport } from "../../src/core/contract/topologyReport.ts";
import manifest from "../../package.json" with { type: "json" };
import { startBareWindows, type BareWindows } from "./support/bareWindows.ts";
import { lensOnWindows } from "./support/windowsLens.ts";

const log = "gateway connect failed: unauthorized: gateway token mismatch\r\nall is well\r\n";

for (const user of ["dev", "O'Brien & Söhne (x86)"]) {
  describe(`gateway-lens on a Windows without WSL, as ${user}`, () => {
    let windows: BareWindows;
    before(async () => {
      windows = await startBareWindows({ user, wsl: "stub" });
    });
    after(() => windows.stop());

    it("tells its version", async () => {
      const { exitCode, stdout, stderr } = await lensOnWindows(windows, ["--version"]);
      assert.deepEqual([exitCode, stdout, stderr], [0, `${manifest.version}\n`, ""]);
    });

    it("explains what it reads from its input", async () => {
      const { exitCode, stdout } = await lensOnWindows(windows, ["explain", "-", "--json"], { input: log });
      const { findings } = JSON.parse(stdout) as ExplainReport;
      assert.deepEqual(
        findings.map(({ id, line }) => [id, line]),
        [["gateway-token-mismatch", 1]],
      );
      assert.equal(exitCode, 1);
    });

    it("says that a file is missing", async () => {
      const { exitCode, stdout } = await lensOnWindows(windows, ["explain", "no such file.log", "--json"]);
      assert.equal((JSON.parse(stdout) as ErrorReport).error.code, "input-missing");
      assert.equal(exitCode, 2);
    });

    it("shows Windows, and that WSL is not installed", async () => {
      const { exitCode, stdout, leftBehind } = await lensOnWindows(windows, ["topology", "--json"]);
      const report = JSON.parse(stdout) as TopologyReport;
      assert.equal(report.vantage, "windows");
      assert.deepEqual(
        report.namespaces.map(({ id, name, state }) => [id, name, state]),
        [["windows", "DESKTOP-LAB", "running"]],
      );
      assert.equal(report.wsl?.state, "not-installed");
      assert.deepEqual(report.findings, []);
      assert.equal(exitCode, 0);
      assert.equal(leftBehind, 0);
    });

    it("has nothing to climb to", async () => {
      for (const command of ["probe", "record"]) {
        const args = command === "record" ? [command, "a recording"] : [command];
        const { exitCode, stderr, leftBehind } = await lensOnWindows(windows, args);
        assert.match(stderr, /No gateway, config or install was found here/);
        assert.equal(exitCode, 3);
        assert.equal(leftBehind, 0);
      }
      const replayed = await lensOnWindows(windows, ["topology", "--replay", "a recording", "--json"]);
      assert.equal((JSON.parse(replayed.stdout) as TopologyReport).vantage, "windows");
    });
  });
}
