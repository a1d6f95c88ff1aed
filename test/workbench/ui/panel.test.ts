import assert from "node:assert/strict";
import {
  closeBesideGateway,
  lookFirst,
  openBesideGateway,
  until,
  type LensWorkbench,
} from "./lensWorkbench.ts";

/** What the tests read of the page; this program is type-checked without the browser's own types. */
interface Root {
  readonly ownerDocument: { createElement(name: string): { textContent: string } };
  append(node: unknown): void;
}

describe("the diagnostics panel", function () {
  this.timeout(240_000);
  let lens: LensWorkbench;
  const messages: string[] = [];
  before(async () => {
    lens = await openBesideGateway();
    lens.browser.page.on("console", (message) => messages.push(message.text()));
    await lookFirst(lens);
    await lens.window.palette.run("Gateway Lens: Show Diagnostics Panel");
    await lens.panel.headline(/Healthy/);
  });
  after(() => closeBesideGateway(lens));
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lens.window.screenshot(this.currentTest.fullTitle());
  });

  it("is used by keyboard alone", async () => {
    const { panel } = lens;
    await panel.button("Copy as Markdown").focus();
    await panel.press("Tab");
    assert.equal(await panel.focusedRung(), "vantage", "the list is one stop");
    await panel.press("ArrowDown", "ArrowDown");
    assert.equal(await panel.focusedRung(), "supervisor");
    await panel.press("End");
    assert.equal(await panel.focusedRung(), "channels");
    await panel.press("Home", "ArrowUp");
    assert.equal(await panel.focusedRung(), "vantage", "it stays at the end");
    await panel.press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter");
    assert.equal(await panel.focusedRung(), "http-live");
    assert.match(await panel.details().innerText(), /Evidence: Liveness over HTTP[^]*healthz/);
    await panel.press("Tab");
    await until("the next stop is its button", async () =>
      panel
        .button("Climb Again")
        .evaluate((node: { matches(selector: string): boolean }) => node.matches(":focus")),
    );
  });

  it("names its parts for a screen reader", async () => {
    const { frame } = lens.panel;
    assert.equal(await frame.getByRole("listbox", { name: "Ladder" }).getByRole("option").count(), 16);
    assert.equal(await frame.getByRole("option", { selected: true }).count(), 1);
    assert.equal(await frame.getByRole("region", { name: "Evidence: Liveness over HTTP" }).count(), 1);
    assert.equal(await frame.locator("main").count(), 1);
    const names = await frame.getByRole("button").allInnerTexts();
    assert.deepEqual(
      names.filter((name) => name.trim() === ""),
      [],
    );
    const states = await frame.locator("[data-rung] .state").allInnerTexts();
    assert.ok(
      states.every((state) => /^(ok|skipped)$/.test(state)),
      "every state in words beside its icon",
    );
    assert.equal(await frame.locator('[data-rung] .codicon:not([aria-hidden="true"])').count(), 0);
  });

  it("announces its headline and nothing else", async () => {
    const live = lens.panel.frame.locator("[aria-live], [role=status], [role=alert], [role=log]");
    assert.equal(await live.count(), 1);
    assert.match(await live.innerText(), /Healthy\s+Nothing wrong was found/);
  });

  it("has nothing inline, and runs nothing that is", async () => {
    const html = await lens.panel.html();
    assert.match(
      html,
      /content="default-src 'none'; style-src [^;]+; font-src [^;]+; script-src 'nonce-[\w+/=]+'"/,
    );
    const { frame } = lens.panel;
    assert.equal(await frame.locator("body [style], body style").count(), 0);
    const intruded = await frame.locator("body").evaluate((node) => {
      const root = node as unknown as Root;
      const script = root.ownerDocument.createElement("script");
      script.textContent = "window.intruded = true";
      root.append(script);
      return (globalThis as { intruded?: boolean }).intruded ?? false;
    });
    assert.equal(intruded, false);
    await until("the browser says why", () =>
      messages.some((text) => /script/.test(text) && /Content Security Policy/.test(text)),
    );
    assert.deepEqual(
      messages.filter((text) => /Content Security Policy/.test(text)).slice(1),
      [],
      "it refused nothing of ours",
    );
  });

  it("redraws nothing while nothing changes", async () => {
    const { panel } = lens;
    const marked = panel.rung("tcp");
    await marked.evaluate((node) => ((node as unknown as { title: string }).title = "the same"));
    await lens.window.palette.run("Gateway Lens: Refresh");
    await lens.topology.waitForRow("Gateways");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(await marked.getAttribute("title"), "the same");
  });

  it("opens once, however often it is asked for", async () => {
    await lens.window.palette.run("Gateway Lens: Show Diagnostics Panel");
    await lens.status.click();
    assert.deepEqual(await lens.window.editors.titles(), ["Gateway Diagnostics"]);
  });

  it("comes back after it was closed", async () => {
    await lens.window.editors.close("Gateway Diagnostics");
    await lens.status.click();
    await lens.panel.headline(/Healthy/);
  });

  it("breaks no page and reaches no other machine", () => {
    assert.deepEqual(lens.browser.errors, []);
    assert.deepEqual(lens.browser.refused, []);
  });
});
