import type { Locator, Page } from "playwright-core";
import type { DomElement } from "./domElement.ts";
import type { Palette } from "./palette.ts";
import { shownText } from "./shownText.ts";

export interface ProblemRow {
  readonly isFile: boolean;
  /** "Error: … at line 3 and character 13. …" for a problem; the file's name and count for a file. */
  readonly ariaLabel: string;
}

/** The Problems panel. */
export class ProblemsView {
  readonly #page: Page;
  readonly #palette: Palette;

  constructor(page: Page, palette: Palette) {
    this.#page = page;
    this.#palette = palette;
  }

  async open(): Promise<void> {
    await this.#palette.run("Problems: Focus on Problems View");
    await this.#page.locator(".part.panel .markers-panel").waitFor();
  }

  /** Files and below each its problems; empty when there is none. */
  async rows(): Promise<ProblemRow[]> {
    const rows = await this.#rows().evaluateAll((elements: DomElement[]) =>
      elements
        .map((row) => ({
          index: Number(row.getAttribute("data-index")),
          level: row.getAttribute("aria-level"),
          ariaLabel: row.getAttribute("aria-label"),
        }))
        .sort((a, b) => a.index - b.index),
    );
    return rows.map(({ level, ariaLabel }) => ({ isFile: level === "1", ariaLabel: shownText(ariaLabel) }));
  }

  /** The problem whose label has this in it, once it is there. */
  async waitFor(text: string): Promise<void> {
    await this.#row(text).waitFor();
  }

  /** Opens the file at the problem. */
  async openProblem(text: string): Promise<void> {
    await this.#row(text).dblclick();
  }

  #row(text: string): Locator {
    return this.#page.locator(
      `.part.panel .markers-panel .monaco-list-row[aria-level="2"][aria-label*=${JSON.stringify(text)}]`,
    );
  }

  #rows(): Locator {
    return this.#page.locator(".part.panel .markers-panel .monaco-list-row");
  }
}
