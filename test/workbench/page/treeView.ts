import type { Locator, Page } from "playwright-core";
import type { DomElement } from "./domElement.ts";
import { hoverText } from "./hoverText.ts";
import { exactly, shownText } from "./shownText.ts";

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** 1 for a root. */
  readonly level: number;
  /** Null for a row that has no children. */
  readonly isExpanded: boolean | null;
  /** What a screen reader says. */
  readonly ariaLabel: string;
  /** The id of its codicon, such as "error"; null for none. */
  readonly icon: string | null;
}

/** A tree of the side bar. Trees are virtual: only rows on the screen are there. */
export class TreeView {
  readonly #page: Page;
  readonly #title: string;

  constructor(page: Page, title: string) {
    this.#page = page;
    this.#title = title;
  }

  /** The rows on the screen from top to bottom; none while there is a welcome text instead. */
  async rows(): Promise<TreeRow[]> {
    const rows = await this.#rows().evaluateAll((elements: DomElement[]) =>
      elements
        .map((row) => ({
          index: Number(row.getAttribute("data-index")),
          label: (row.querySelector(".label-name") ?? row).textContent,
          description: row.querySelector(".label-description")?.textContent ?? "",
          level: Number(row.getAttribute("aria-level")),
          expanded: row.getAttribute("aria-expanded"),
          ariaLabel: row.getAttribute("aria-label"),
          iconClass: row.querySelector(".custom-view-tree-node-item-icon")?.getAttribute("class") ?? "",
        }))
        .sort((a, b) => a.index - b.index),
    );
    return rows.map(({ label, description, level, expanded, ariaLabel, iconClass }) => ({
      label: shownText(label),
      description: shownText(description),
      level,
      isExpanded: expanded === null ? null : expanded === "true",
      ariaLabel: shownText(ariaLabel),
      icon: /\bcodicon-([a-z][\w-]*)/.exec(iconClass.replace("codicon-modifier", ""))?.[1] ?? null,
    }));
  }

  /** The rows as indented text, description after two spaces: for comparison with what a person would see. */
  async text(): Promise<string> {
    const lines = (await this.rows()).map(
      ({ level, label, description }) =>
        "  ".repeat(level - 1) + [label, description].filter(Boolean).join("  "),
    );
    return lines.join("\n");
  }

  /** Waits until the view is in the side bar, with rows or without. */
  async waitUntilShown(): Promise<void> {
    await this.#pane().waitFor();
  }

  /** The row with exactly this label; of several, the first. */
  row(label: string): Locator {
    const name = this.#page.locator(".label-name", { hasText: exactly(label) });
    return this.#rows().filter({ has: name }).first();
  }

  /** Waits until a row has this label, and this in its description when given. */
  async waitForRow(label: string, description: string | RegExp = ""): Promise<void> {
    const text = this.#page.locator(".label-description", { hasText: description });
    await (description === "" ? this.row(label) : this.row(label).filter({ has: text })).waitFor();
  }

  async click(label: string): Promise<void> {
    await this.row(label).click();
  }

  async expand(label: string): Promise<void> {
    await this.#turn(label, true);
  }

  async collapse(label: string): Promise<void> {
    await this.#turn(label, false);
  }

  async #turn(label: string, isToBeOpen: boolean): Promise<void> {
    const row = this.row(label);
    if ((await row.getAttribute("aria-expanded")) === String(!isToBeOpen))
      await row.locator(".monaco-tl-twistie").click();
    await this.row(label)
      .and(this.#page.locator(`[aria-expanded="${isToBeOpen}"]`))
      .waitFor();
  }

  /** Clicks a button that the row shows while the mouse is over it. */
  async inlineAction(label: string, title: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole("button", { name: title }).click();
  }

  /** The titles in the row's context menu; the menu stays open. */
  async contextMenu(label: string): Promise<string[]> {
    await this.row(label).click({ button: "right" });
    const menu = this.#page.locator(".monaco-menu");
    await menu.waitFor();
    return (await menu.locator(".action-label:not(.separator)").allInnerTexts()).map(shownText);
  }

  /** By the keyboard at last: a menu takes no click for the first 100 ms after it opened. */
  async contextAction(label: string, title: string): Promise<void> {
    await this.contextMenu(label);
    const menu = this.#page.locator(".monaco-menu");
    await menu.getByRole("menuitem", { name: title, exact: true }).hover();
    await menu
      .locator(".action-item.focused")
      .filter({ hasText: exactly(title) })
      .waitFor();
    await this.#page.keyboard.press("Enter");
  }

  /** Clicks a button of the view's title. */
  async titleAction(title: string): Promise<void> {
    await this.#pane().hover();
    await this.#titleBar().getByRole("button", { name: title }).first().click();
  }

  /** What the row says when the mouse rests on it. */
  async tooltip(label: string): Promise<string> {
    return hoverText(this.#page, this.row(label));
  }

  /** The title of the view, with what stands beside it; empty while it is not shown. */
  async title(): Promise<string> {
    const titles = await this.#pane().locator(".pane-header").allInnerTexts();
    return shownText(titles[0]).replaceAll("\n", " ");
  }

  /** The text of the welcome view; empty while there are rows. */
  async welcome(): Promise<string> {
    return shownText(
      await this.#pane()
        .locator(".welcome-view-content")
        .allInnerTexts()
        .then((all) => all.join("\n")),
    );
  }

  /** Puts the keyboard focus into the tree; the arrow keys then move over its rows. */
  async focus(): Promise<void> {
    await this.#pane().locator(".monaco-list").first().focus();
  }

  /** The label of the row that has the keyboard; null for none. */
  async focusedLabel(): Promise<string | null> {
    const focused = this.#pane().locator(".monaco-list-row.focused");
    return (await focused.count()) === 0
      ? null
      : shownText(await focused.locator(".label-name").first().innerText());
  }

  #pane(): Locator {
    const header = this.#page.locator(`.pane-header[aria-label^="${this.#title}"]`);
    return this.#page.locator(".part.sidebar .pane").filter({ has: header });
  }

  /** A container with one visible view shows that view's buttons in its own title. */
  #titleBar(): Locator {
    return this.#pane().locator(".pane-header").or(this.#page.locator(".part.sidebar > .composite.title"));
  }

  #rows(): Locator {
    return this.#pane().locator(".monaco-list-row[role=treeitem]");
  }
}
