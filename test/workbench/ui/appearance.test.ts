import assert from "node:assert/strict";
import {
  closeBesideGateway,
  lookFirst,
  openBesideGateway,
  until,
  type LensWorkbench,
} from "./lensWorkbench.ts";

const themes = ["light", "dark", "highContrast"] as const;

/** Pictures of every view, for people to look at; what is asserted here is only that nothing is cut off or unreadable. */
describe("the looks of every view", function () {
  this.timeout(240_000);
  let lens: LensWorkbench;
  before(async () => {
    lens = await openBesideGateway({}, { config: { gateway: { reload: { mode: "off" } } } });
    await lookFirst(lens);
    await lens.window.palette.run("Gateway Lens: Show Diagnostics Panel");
    await lens.panel.headline(/Healthy/);
  });
  after(() => closeBesideGateway(lens));
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lens.window.screenshot(this.currentTest.fullTitle());
  });

  /** No word of the panel is wider than its place, and none has the colour of what is behind it. */
  async function assertReadable(): Promise<void> {
    const body = lens.panel.frame.locator("body");
    const { scrollWidth, clientWidth } = await body.evaluate((node) => {
      const { scrollWidth, clientWidth } = node as unknown as Record<"scrollWidth" | "clientWidth", number>;
      return { scrollWidth, clientWidth };
    });
    assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px in ${clientWidth}`);
  }

  async function picture(name: string): Promise<void> {
    // Rests on nothing, so that no hover covers anything.
    await lens.window.page.mouse.move(900, 884);
    await lens.window.screenshot(name);
  }

  for (const theme of themes) {
    it(`shows a healthy gateway in ${theme}`, async () => {
      await lens.window.useTheme(theme);
      await lens.panel.rung("auth").click();
      await assertReadable();
      await picture(`healthy-${theme}`);
      assert.match(await lens.status.tooltip(), /Nothing wrong was found.*Address from here: ws:/s);
      await lens.window.screenshot(`status-${theme}`);
      await lens.topology.tooltip(`Linux:${lens.gateway.port}`);
      await lens.window.screenshot(`tooltip-${theme}`);
      await lens.window.output.open("Gateway Lens: Ladder");
      await lens.window.output.waitForLine(/Nothing wrong was found/);
      await picture(`output-${theme}`);
      await lens.window.palette.run("View: Hide Panel");
    });
  }

  it("finds a fault to be shown", async () => {
    const auth = { token: "another-test-token-0123456789abcdef" };
    await lens.gateway.home.writeConfig({ gateway: { reload: { mode: "off" }, auth } });
    await lens.window.palette.run("Gateway Lens: Refresh");
    await lens.status.waitForText(/token differs/);
    await until("the panel tells it", async () =>
      (await lens.panel.findings()).includes("gateway-token-mismatch"),
    );
  });

  for (const theme of themes) {
    it(`shows a fault in ${theme}`, async () => {
      await lens.window.useTheme(theme);
      await assertReadable();
      const finding = (await lens.findings.rows())[0];
      await lens.findings.expand(finding?.label ?? "");
      await picture(`fault-${theme}`);
      await lens.window.problems.open();
      await lens.window.problems.waitFor("token");
      await picture(`problems-${theme}`);
      await lens.window.palette.run("View: Hide Panel");
    });
  }

  it("shows a narrow panel in one column", async () => {
    await lens.window.page.setViewportSize({ width: 860, height: 900 });
    await assertReadable();
    await picture("fault-narrow");
  });
});
