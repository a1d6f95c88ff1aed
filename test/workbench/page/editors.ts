import type { Locator, Page } from "playwright-core";
import { editorLines } from "./editorText.ts";
import { shownText } from "./shownText.ts";

/** The editor area: tabs, and the text of the one in front. */
export class Editors {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async titles(): Promise<string[]> {
    const tabs = await this.#tabs().locator(".tab").all();
    return Promise.all(tabs.map(async (tab) => shownText(await tab.getAttribute("aria-label"))));
  }

  /** Empty while no editor is open. */
  async activeTitle(): Promise<string> {
    const [active] = await this.#tabs().locator(".tab.active").all();
    return active === undefined ? "" : shownText(await active.getAttribute("aria-label"));
  }

  /** By its accessible name: the label on the tab of a file is split at the dot. */
  tab(title: string): Locator {
    return this.#tabs().getByRole("tab", { name: title, exact: true });
  }

  async close(title: string): Promise<void> {
    const tab = this.tab(title);
    await tab.hover();
    await tab.getByRole("button", { name: /^Close/ }).click();
    await tab.waitFor({ state: "detached" });
  }

  async closeAll(): Promise<void> {
    for (const title of await this.titles()) await this.close(title);
  }

  /** The lines of the text editor in front that are on the screen. */
  lines(): Promise<string[]> {
    return editorLines(this.#page.locator(".part.editor .monaco-editor").first());
  }

  /** The line of the cursor, 1-based, as the status bar tells it. */
  async cursorLine(): Promise<number> {
    const position = this.#page.locator('.part.statusbar [id="status.editor.selection"]');
    await position.waitFor();
    const [, line] = /Ln (\d+)/.exec(shownText(await position.innerText())) ?? [];
    return Number(line);
  }

  #tabs(): Locator {
    return this.#page.locator(".part.editor .tabs-container");
  }
}
