import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { leaks, makeCanary } from "../../support/canary.ts";
import { closeBesideGateway, openBesideGateway, type LensWorkbench } from "./lensWorkbench.ts";

/** Everything that the browser keeps for the window, as one text. */
const storedInBrowser = `(async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      kept.push(JSON.stringify(rows));
    }
    database.close();
  }
  return kept.join("\\n");
})()`;

const configWith = (token: string) => ({ gateway: { reload: { mode: "off" }, auth: { token } } });

describe("secrets in the window", function () {
  this.timeout(240_000);
  const secrets = {
    config: makeCanary("config"),
    changed: makeCanary("changed"),
    dotenv: makeCanary("dotenv"),
    editor: makeCanary("editor"),
    key: makeCanary("key", "-_"),
  };
  let lens: LensWorkbench;
  before(async () => {
    lens = await openBesideGateway(
      { env: { OPENCLAW_GATEWAY_PASSWORD: secrets.editor } },
      { config: configWith(secrets.config) },
    );
    await lens.gateway.home.write(
      ".openclaw/.env",
      `OPENCLAW_GATEWAY_PASSWORD=${secrets.dotenv}\nOPENAI_API_KEY=${secrets.key}\n`,
    );
    await lens.window.openContainer("Gateway Lens");
    await lens.window.palette.run("Gateway Lens: Show Diagnostics Panel");
    await lens.panel.waitUntilShown();
  });
  after(() => closeBesideGateway(lens));
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lens.window.screenshot(this.currentTest.fullTitle());
  });

  /** The whole ladder, every evidence open, every row's tooltip shown once. */
  async function showAll(): Promise<string[]> {
    await lens.window.palette.run("Gateway Lens: Run Ladder");
    await lens.panel.waitForState("doctor", "running");
    await lens.panel.button("Run Ladder").waitFor({ timeout: 110_000 });
    const shown: string[] = [];
    for (const { id } of await lens.panel.rungs()) {
      await lens.panel.rung(id).click();
      shown.push(await lens.panel.html());
    }
    for (const summary of await lens.panel.frame.locator("summary").all()) await summary.click();
    shown.push(await lens.panel.html());
    for (const tree of [lens.topology, lens.findings]) {
      for (const { label } of await tree.rows()) shown.push(await tree.tooltip(label));
    }
    shown.push(await lens.status.tooltip());
    await lens.window.output.open("Gateway Lens: Ladder");
    shown.push((await lens.window.output.lines()).join("\n"), await lens.window.page.content());
    await lens.panel.button("Copy as Markdown").click();
    shown.push(await lens.window.page.evaluate<string>("navigator.clipboard.readText()"));
    return shown;
  }

  it("appear nowhere while all is well", async () => {
    const shown = (await showAll()).join("\n");
    assert.match(shown, /accepts token [0-9a-f]{8} of openclaw\.json/, "it is told by its fingerprint");
    assert.deepEqual(leaks(shown, secrets), []);
  });

  it("appear nowhere when they differ", async () => {
    await lens.gateway.home.writeConfig(configWith(secrets.changed));
    const shown = (await showAll()).join("\n");
    assert.match(shown, /gateway-token-mismatch/);
    assert.deepEqual(leaks(shown, secrets), []);
  });

  it("are in no log, no setting and no state of the editor", async () => {
    const { dir } = lens.server;
    const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    assert.ok(files.some(({ name }) => name.endsWith("Ladder.log")));
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      assert.deepEqual(leaks(await readFile(path, "latin1"), secrets), [], path);
    }
  });

  it("are in no storage of the browser, where the state of the extension and of its panel is", async () => {
    await lens.window.reload();
    await lens.panel.waitUntilShown();
    const stored = await lens.window.page.evaluate<string>(storedInBrowser);
    assert.match(stored, /lastSeen\.1/, "the memory of the tree is in it");
    assert.deepEqual(leaks(stored, secrets), []);
  });
});
