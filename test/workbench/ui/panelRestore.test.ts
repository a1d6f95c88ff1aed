import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { panelModel, type PanelModel } from "../../../src/core/present/panelModel.ts";
import { rungs } from "../../../src/core/probe/registry.ts";
import type { StoreState } from "../../../src/core/store.ts";
import type { PanelWords, ShowModel } from "../../../src/shared/panelProtocol.ts";
import { sampleFinding, sampleRun } from "../../support/sampleSnapshot.ts";
import { root } from "../../tools/bootstrap.mjs";
import { openBrowser, type TestBrowser } from "../run/browser.ts";

const idle: StoreState = {
  snapshot: null,
  diagnosis: null,
  run: null,
  isLooking: false,
  climbing: null,
  failure: null,
};
const run = sampleRun({ auth: "fail" }, [sampleFinding()]);
const models: Record<"found" | "looking" | "healthy", PanelModel> = {
  found: panelModel({ ...idle, snapshot: run.snapshot, diagnosis: run.diagnosis, run }, rungs),
  looking: panelModel({ ...idle, isLooking: true }, []),
  healthy: panelModel(
    { ...idle, run: sampleRun(), snapshot: run.snapshot, diagnosis: { rules: [], findings: [] } },
    rungs,
  ),
};

/** Each word is its own name. */
const named = (prefix: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `${prefix}${name}`]));
const words = {
  ...named("", "run", "quick", "cancel", "copy", "ladder", "evidence", "otherFindings", "first"),
  ...named("", "typeInTerminal", "copyCommand", "again", "from", "sources", "consequenceOf", "noEvidence"),
  ...named("", "selectRung"),
  states: named("is ", "ok", "warn", "fail", "skipped", "unknown", "queued", "running"),
  severities: named("", "error", "warning", "info", "ok", "none", "busy"),
  risks: named("", "read", "soft", "disruptive", "destructive"),
} as unknown as PanelWords;

const shown = (model: PanelModel): ShowModel => ({
  kind: "show",
  model,
  words,
  seenAt: "as last seen at noon",
});

/** The page of the panel by itself: it decides what of its memory is shown while the host still looks. */
describe("the memory of the diagnostics panel", function () {
  this.timeout(60_000);
  let browser: TestBrowser;
  let page: Page;
  before(async () => {
    browser = await openBrowser();
    page = browser.page;
  });
  after(() => browser?.close());

  async function open(state: unknown): Promise<void> {
    const script = await readFile(join(root, "dist/panel.js"), "utf8");
    const host = `globalThis.sent = []; globalThis.kept = ${JSON.stringify(state ?? null)} ?? undefined;
      globalThis.acquireVsCodeApi = () => ({
        postMessage: (message) => sent.push(message),
        getState: () => kept,
        setState: (state) => { kept = state; },
      });`;
    await page.goto("about:blank");
    await page.evaluate(`document.body.replaceChildren(); ${host}\n${script}`);
  }
  const show = (model: PanelModel) =>
    page.evaluate(`window.postMessage(${JSON.stringify(shown(model))}, "*")`);
  const kept = () => page.evaluate<unknown>("kept");
  const title = () => page.locator("h1").innerText();
  const headline = () => page.locator("[role=status]").innerText();

  it("is nothing at first, and asks the host", async () => {
    await open(null);
    assert.equal(await page.locator("h1").count(), 0);
    assert.deepEqual(await page.evaluate("sent"), [{ kind: "ready" }]);
  });

  it("is what was shown last, and said to be old until the host has looked", async () => {
    await show(models.found);
    await page.locator("h1").waitFor();
    assert.equal(await title(), "Linux:18789 from Linux");
    await page.locator('[data-rung="tcp"]').click();
    await open(await kept());
    assert.match(await title(), /^Linux:18789 from Linux\s*as last seen at noon$/);
    assert.match(await headline(), /^error\s*The gateway answers, but your token is not the one it uses/);
    assert.equal(await page.locator('[data-rung="tcp"]').getAttribute("aria-selected"), "true");

    await show(models.looking);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    assert.match(await title(), /as last seen at noon/, "the host knows nothing better yet");
    await show(models.healthy);
    await page.locator("h1", { hasNotText: "as last seen" }).waitFor();
    assert.match(await headline(), /^ok\s*Nothing wrong was found/);
  });

  it("forgets what another version has kept", async () => {
    const old = (await kept()) as object;
    await open({ ...old, version: 0 });
    assert.equal(await page.locator("h1").count(), 0);
  });

  it("breaks on nothing", () => {
    assert.deepEqual(browser.errors, []);
  });
});
