import type { Locator, Page } from "playwright-core";
import { hoverText } from "./hoverText.ts";
import { shownText } from "./shownText.ts";

export type StatusBackground = "none" | "warning" | "error";

/** One item of the status bar. */
export class StatusItem {
  readonly #page: Page;
  readonly #item: Locator;

  /** `id` is `<publisher>.<extension>.<id given to createStatusBarItem>`, or the editor's own such as "status.problems". */
  constructor(page: Page, id: string) {
    this.#page = page;
    this.#item = page.locator(`.part.statusbar [id="${id}"]`);
  }

  /** Without icons; their names are in `ariaLabel`. */
  async text(): Promise<string> {
    return shownText(await this.#item.innerText());
  }

  async ariaLabel(): Promise<string> {
    const label = this.#item.locator("[aria-label]").or(this.#item).first();
    return shownText(await label.getAttribute("aria-label"));
  }

  async background(): Promise<StatusBackground> {
    const classes = (await this.#item.getAttribute("class")) ?? "";
    if (classes.includes("error-kind")) return "error";
    return classes.includes("warning-kind") ? "warning" : "none";
  }

  async tooltip(): Promise<string> {
    return hoverText(this.#page, this.#item);
  }

  async waitForText(text: string | RegExp): Promise<void> {
    await this.#item.filter({ hasText: text }).waitFor();
  }

  async click(): Promise<void> {
    await this.#item.click();
  }
}
