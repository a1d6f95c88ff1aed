import assert from "node:assert/strict";
import type { TreeRow } from "../page/treeView.ts";
import {
  closeBesideGateway,
  lookFirst,
  openBesideGateway,
  until,
  type LensWorkbench,
} from "./lensWorkbench.ts";

describe("the side bar of an installed extension", function () {
  this.timeout(240_000);
  let lens: LensWorkbench;
  before(async () => {
    lens = await openBesideGateway();
  });
  after(() => closeBesideGateway(lens));
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lens.window.screenshot(this.currentTest.fullTitle());
  });

  const rowLabel = () => `Linux:${lens.gateway.port}`;

  /** Where other gateways run beside ours, its file is told by its path. */
  async function ownToken(): Promise<TreeRow> {
    let own: TreeRow | undefined;
    await until("the row is there", async () => {
      own = (await lens.topology.rows()).find(
        ({ label, description }) =>
          label.endsWith("openclaw.json:8") &&
          /^[0-9a-f]{8} · used by the gateway, sent by clients$/.test(description),
      );
      return own !== undefined;
    });
    return own as TreeRow;
  }

  it("shows both views", async () => {
    await lens.window.openContainer("Gateway Lens");
    for (const view of [lens.topology, lens.findings]) await view.waitUntilShown();
  });

  it("offers its commands in the palette", async () => {
    await lookFirst(lens);
    assert.equal(await lens.window.palette.offers("Gateway Lens: Run Ladder"), true);
    assert.equal(await lens.window.palette.offers("Gateway Lens: Copy Value"), false, "it takes a row");
    assert.equal(await lens.window.palette.offers("Gateway Lens: Cancel Ladder"), false, "none is under way");
  });

  it("shows the gateway of its namespace, and where it answers", async () => {
    await lens.topology.waitForRow(rowLabel(), /^2026\.9\.6 · up \d+ \w+ · foreground$/);
    const rows = await lens.topology.rows();
    const at = rows.findIndex(({ label }) => label === rowLabel());
    assert.equal(rows[at]?.icon, "pass-filled");
    assert.deepEqual(
      rows.slice(at + 1, at + 4).map(({ label, description, level }) => [level, label, description]),
      [
        [3, "reach from Linux", `ws://127.0.0.1:${lens.gateway.port}`],
        [3, "reach from Linux", `ws://[::1]:${lens.gateway.port}`],
        [3, "supervisor", "openclaw gateway run · running"],
      ],
    );
    assert.match(
      await lens.topology.tooltip(rowLabel()),
      /Version 2026\.9\.6[^]*owner of its socket is a gateway process/,
    );
  });

  it("shows the namespace with its config and listeners", async () => {
    await lens.topology.waitForRow("Linux", /you are here$/);
    await lens.topology.waitForRow(
      "openclaw.json",
      `mode local · port ${lens.gateway.port} from gateway.port`,
    );
    const group = (await lens.topology.rows()).find(({ label }) => /^listeners \(\d+\)$/.test(label));
    assert.ok(group !== undefined);
    await lens.topology.collapse("Gateways");
    await lens.topology.expand(group.label);
    await lens.topology.waitForRow(`127.0.0.1:${lens.gateway.port}`, /openclaw|node/);
    await lens.topology.collapse(group.label);
  });

  it("shows the token sources by fingerprint, and opens one at its line", async () => {
    await lens.topology.collapse("Linux");
    const { label } = await ownToken();
    await lens.topology.inlineAction(label, "Open File at Line");
    await until("it is in front", async () =>
      (await lens.window.editors.activeTitle()).startsWith("openclaw.json"),
    );
    assert.equal(await lens.window.editors.cursorLine(), 8);
    await lens.window.editors.closeAll();
  });

  it("copies what a row is about", async () => {
    const { label, description } = await ownToken();
    await lens.topology.contextAction(label, "Copy Value");
    const read = () => lens.window.page.evaluate<string>("navigator.clipboard.readText()");
    await until("it is in the clipboard", async () => (await read()) === description.slice(0, 8));
    await lens.topology.expand("Linux");
  });

  it("keeps what is open and what is chosen when it looks again", async () => {
    await lens.topology.click("openclaw.json");
    const before = await lens.topology.rows();
    await lens.gateway.home.write("unrelated", "");
    await lens.window.palette.run("Gateway Lens: Refresh");
    await until("it has looked", async () => (await lens.topology.title()).startsWith("Topology"));
    const after = await lens.topology.rows();
    const shape = (rows: typeof before) => rows.map(({ label, isExpanded }) => [label, isExpanded]);
    assert.deepEqual(shape(after), shape(before));
    assert.equal(await lens.topology.focusedLabel(), "openclaw.json");
  });

  it("reaches no other machine and breaks no page", () => {
    assert.deepEqual(lens.browser.refused, []);
    assert.deepEqual(lens.browser.errors, []);
  });
});
