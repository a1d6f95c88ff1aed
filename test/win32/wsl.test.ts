/** The command line as it ships, on Node for Windows, with a real gateway in an instance. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { ProbeReport } from "../../src/core/contract/probeReport.ts";
import type { TopologyReport } from "../../src/core/contract/topologyReport.ts";
import { readMachine } from "../lab/machineFile.ts";
import type { Lab } from "../lab/lab.ts";
import {
  gatewayPort,
  gatewayUp,
  instance,
  startProductLab,
  curlOnWindows,
} from "../lab/suite/productSupport.ts";
import { eventually, stateOf } from "../lab/suite/suiteSupport.ts";
import { startWine } from "../lab/wine/wineWindows.ts";
import type { BareWindows } from "./support/bareWindows.ts";
import { lensOnWindows } from "./support/windowsLens.ts";
import { passOnWindows } from "./support/windowsMocha.ts";

const id = `wsl:${instance}:${gatewayPort}`;

describe("gateway-lens on Windows' Node, with a gateway in WSL", () => {
  let lab: Lab;
  let windows: BareWindows;
  before(async function () {
    this.timeout(600_000); // it may have to build the root and install the gateway
    lab = await startProductLab();
    const drive = join(lab.home, "c");
    const ourProfile = join(drive, "Users", readMachine(lab.home).user);
    windows = { ...(await startWine(lab.place)), drive, ourProfile };
    await gatewayUp(lab);
    await eventually(
      () => curlOnWindows(lab),
      (answer) => answer.startsWith("200"),
    );
  });
  after(async () => {
    await windows?.stop();
    await lab?.stop();
  });

  const lens = async (...args: readonly string[]) => {
    const run = await lensOnWindows(windows, [...args, "--json"]);
    assert.equal(run.leftBehind, 0, "processes were left behind");
    assert.equal(run.stderr, "");
    return { exitCode: run.exitCode, json: JSON.parse(run.stdout) as unknown };
  };

  it("passes the wsl suite", () =>
    passOnWindows(windows, "test/win32/onWindows/wsl.test.ts", { env: { LENS_INSTANCE: instance } }));

  it("shows the gateway in its instance and the relay that leads there, and starts nothing", async () => {
    const { exitCode, json } = await lens("topology");
    const { gateways, namespaces, edges, vantage } = json as TopologyReport;
    assert.equal(exitCode, 0);
    assert.equal(vantage, "windows");
    assert.deepEqual(
      namespaces.map((each) => [each.id, each.state]),
      [
        ["windows", "running"],
        [`wsl:${instance}`, "running"],
        ["wsl:Ubuntu", "stopped"],
      ],
    );
    assert.deepEqual(
      gateways.map((each) => each.id),
      [id],
    );
    const edge = edges.find(({ from }) => from.address === "127.0.0.1");
    assert.deepEqual([edge?.kind, edge?.to.namespace], ["localhost-relay", `wsl:${instance}`]);
    assert.equal(await stateOf(lab, "Ubuntu"), "Stopped");
  });

  it("climbs to it, and again from a recording", async () => {
    const { json } = await lens("probe", "--quick");
    const report = json as ProbeReport;
    assert.equal(report.target, id);
    assert.deepEqual(report.findings, []);
    const states = new Map(report.rungs.map((rung) => [rung.id, rung.state]));
    for (const rung of ["instance", "supervisor", "listeners", "tcp", "http-live", "ws-handshake"]) {
      assert.equal(states.get(rung), "ok", rung);
    }
    const folder = `${windows.profile}\\Meine Aufnahme ü`;
    // Long enough for all but what the openclaw command takes seconds for.
    const recorded = await lensOnWindows(windows, ["record", folder, "--max-wait", "20"]);
    assert.equal(recorded.leftBehind, 0);
    const replayed = (await lens("probe", "--quick", "--replay", folder)).json as ProbeReport;
    assert.deepEqual(
      replayed.rungs.map((rung) => [rung.id, rung.state]),
      report.rungs.map((rung) => [rung.id, rung.state]),
    );
  });

  it("tells which credential counts", async () => {
    const { exitCode, json } = await lens("tokens");
    assert.equal(exitCode, 0);
    assert.match(JSON.stringify(json), /openclaw\.json/);
  });
});
