import assert from "node:assert/strict";
import { openTestWorkbench, type TestWorkbench } from "../run/testWorkbench.ts";

describe("the side bar of an installed extension", () => {
  let workbench: TestWorkbench;
  before(async () => {
    workbench = await openTestWorkbench();
  });
  after(() => workbench?.close());
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench.window.screenshot(this.currentTest.fullTitle());
  });

  it("shows both views", async () => {
    const { window } = workbench;
    await window.openContainer("Gateway Lens");
    for (const view of ["Topology", "Findings"]) await window.tree(view).waitUntilShown();
  });

  it("offers its commands in the palette", async () => {
    assert.equal(await workbench.window.palette.offers("Gateway Lens: Run Ladder"), true);
    assert.equal(await workbench.window.palette.offers("Gateway Lens: Copy Value"), false, "it takes a row");
  });

  it("reaches no other machine and breaks no page", () => {
    assert.deepEqual(workbench.browser.refused, []);
    assert.deepEqual(workbench.browser.errors, []);
  });
});
