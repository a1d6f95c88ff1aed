import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { startGateway } from "../../support/realGateway.ts";
import { configText, type ConfigChange } from "../../support/realGatewayHome.ts";
import {
  closeBesideGateway,
  lookFirst,
  openBesideGateway,
  until,
  type LensWorkbench,
} from "./lensWorkbench.ts";

const refresh = "Gateway Lens: Refresh";
/** Else the gateway takes over a changed token by itself. */
const doesNotReload = { gateway: { reload: { mode: "off" } } };

describe("one truth in every view", function () {
  this.timeout(240_000);
  let lens: LensWorkbench;
  before(async () => {
    lens = await openBesideGateway({}, { config: doesNotReload });
    await lookFirst(lens);
    await lens.window.palette.run("Gateway Lens: Show Diagnostics Panel");
    await lens.panel.waitUntilShown();
  });
  after(() => closeBesideGateway(lens));
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lens.window.screenshot(this.currentTest.fullTitle());
  });

  const rowLabel = () => `Linux:${lens.gateway.port}`;
  const config = async () => JSON.parse(await readFile(lens.gateway.configPath, "utf8")) as ConfigChange;
  const lineOf = async (text: string) =>
    (await readFile(lens.gateway.configPath, "utf8")).split("\n").findIndex((line) => line.includes(text)) +
    1;

  async function assertHealthy(): Promise<void> {
    await lens.status.waitForText(/^\s*Gateway\s*$/);
    assert.equal(await lens.status.background(), "none");
    await lens.topology.waitForRow(rowLabel(), /2026\.9\.6/);
    await until("nothing is found", async () => /has no findings/.test(await lens.findings.welcome()));
    assert.deepEqual(await lens.findings.rows(), []);
    await lens.panel.headline(/^\s*Healthy\s*Nothing wrong was found/);
    assert.deepEqual(await lens.panel.findings(), []);
  }

  it("says in each that the gateway is healthy", async () => {
    await assertHealthy();
    await lens.window.problems.open();
    assert.deepEqual(await lens.window.problems.rows(), []);
  });

  it("agrees one refresh after the gateway has stopped", async () => {
    await lens.gateway.stop();
    await lens.window.palette.run(refresh);
    await lens.status.waitForText(/Gateway: unreachable/);
    assert.equal(await lens.status.background(), "error");
    const [first] = await lens.findings.rows();
    assert.match(first?.description ?? "", /^gateway-unreachable · confirmed/);
    assert.equal(first?.icon, "error");
    assert.match(await lens.panel.headline(/^\s*Error/), new RegExp(first?.label ?? "-"));
    assert.equal((await lens.panel.findings())[0], "gateway-unreachable");
    assert.equal(await lens.panel.stateOf("tcp"), "fail");
    // Other gateways of this machine, if any, stay where they are.
    await until("its row is gone", async () => !(await lens.topology.text()).includes(rowLabel()));
  });

  it("agrees one refresh after it was started again", async () => {
    const again = await startGateway({ home: lens.gateway.home });
    lens = { ...lens, gateway: again };
    await lens.window.palette.run(refresh);
    await assertHealthy();
  });

  it("points at the line of a token that the running gateway does not take", async () => {
    const changed = configText(await config()).replace(
      lens.gateway.home.token,
      "another-test-token-0123456789abcdef",
    );
    await lens.gateway.home.writeConfig(changed);
    await lens.window.palette.run(refresh);
    const line = await lineOf("another-test-token");
    await lens.status.waitForText(/Gateway: token differs/);
    const [first] = await lens.findings.rows();
    assert.match(
      first?.description ?? "",
      new RegExp(`^gateway-token-mismatch · confirmed · openclaw\\.json:${line}`),
    );
    await lens.panel.headline(/^\s*Error/);
    assert.equal(await lens.panel.button(`openclaw.json:${line}`).count(), 1);
    await lens.window.problems.open();
    await lens.window.problems.waitFor(`at line ${line} `);
  });

  it("is healthy again one refresh after the token was put right", async () => {
    await lens.gateway.home.writeConfig(doesNotReload);
    await lens.window.palette.run(refresh);
    await assertHealthy();
    await until("no problem is left", async () => (await lens.window.problems.rows()).length === 0);
  });

  it("puts a broken config into Problems, and opens it at its line", async () => {
    const broken = configText(await config()).replace(/("mode": "token"),/, "$1");
    await lens.gateway.home.writeConfig(broken);
    await lens.window.palette.run(refresh);
    await until("config-invalid is found", async () =>
      (await lens.findings.rows()).some(({ description }) => description.startsWith("config-invalid")),
    );
    const line = await lineOf('"token":');
    await lens.window.problems.open();
    await lens.window.problems.waitFor(`at line ${line} `);
    await lens.window.problems.openProblem(`at line ${line} `);
    await lens.window.editors.tab("openclaw.json").waitFor();
    assert.equal(await lens.window.editors.cursorLine(), line);
  });

  it("breaks no page and reaches no other machine", () => {
    assert.deepEqual(lens.browser.errors, []);
    assert.deepEqual(lens.browser.refused, []);
  });
});
