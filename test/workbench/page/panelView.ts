import type { FrameLocator, Locator, Page } from "playwright-core";
import type { DomElement } from "./domElement.ts";
import { shownText } from "./shownText.ts";

export interface PanelRungRow {
  readonly id: string;
  readonly state: string;
  /** All its words, from left to right. */
  readonly text: string;
}

/** The diagnostics panel: the document inside the extension's webview, whose frame stands inside one of the editor's. */
export class PanelView {
  readonly #page: Page;
  readonly frame: FrameLocator;

  constructor(page: Page, extensionId: string) {
    this.#page = page;
    this.frame = page
      .frameLocator(`iframe.webview.ready[src*="extensionId=${extensionId}"]`)
      .frameLocator("iframe#active-frame");
  }

  async waitUntilShown(): Promise<void> {
    await this.frame.locator("h1").waitFor();
  }

  /** Empty while there is no panel. */
  async title(): Promise<string> {
    const titles = await this.frame.locator("h1").allInnerTexts();
    return shownText(titles[0]);
  }

  /** Waits for a headline like this, and tells the whole of it. */
  async headline(pattern: RegExp, timeoutMs = 15_000): Promise<string> {
    const headline = this.frame.locator("[role=status]").filter({ hasText: pattern });
    await headline.waitFor({ timeout: timeoutMs });
    return shownText(await headline.innerText()).replaceAll("\n", " ");
  }

  /** In ladder order. */
  async rungs(): Promise<PanelRungRow[]> {
    const rows = await this.frame.locator("[data-rung]").evaluateAll((elements: DomElement[]) =>
      elements.map((element) => ({
        id: element.getAttribute("data-rung") ?? "",
        state: element.getAttribute("data-state") ?? "",
        parts: [".name", ".state", ".elapsed", ".verdict"].map((part) =>
          (element.querySelector(part)?.textContent ?? "").trim(),
        ),
      })),
    );
    return rows.map(({ id, state, parts }) => ({ id, state, text: parts.filter(Boolean).join("  ") }));
  }

  async stateOf(rung: string): Promise<string> {
    return (await this.rung(rung).getAttribute("data-state")) ?? "";
  }

  async waitForState(rung: string, state: string, timeoutMs = 15_000): Promise<void> {
    await this.frame.locator(`[data-rung="${rung}"][data-state="${state}"]`).waitFor({ timeout: timeoutMs });
  }

  rung(id: string): Locator {
    return this.frame.locator(`[data-rung="${id}"]`);
  }

  button(name: string): Locator {
    return this.frame.getByRole("button", { name });
  }

  /** The evidence of the selected rung. */
  details(): Locator {
    return this.frame.locator(".details");
  }

  async findings(): Promise<string[]> {
    return this.frame
      .locator("[data-finding]")
      .evaluateAll((elements: DomElement[]) =>
        elements.map((element) => element.getAttribute("data-finding") ?? ""),
      );
  }

  /** The rung that has the keyboard; null for none. */
  async focusedRung(): Promise<string | null> {
    const focused = this.frame.locator("[data-rung]:focus");
    return (await focused.count()) === 0 ? null : focused.getAttribute("data-rung");
  }

  /** The whole document as the browser has it. */
  async html(): Promise<string> {
    return this.frame
      .locator("html")
      .evaluate((element: { readonly outerHTML: string }) => element.outerHTML);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }
}
