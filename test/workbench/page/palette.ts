import type { Locator, Page } from "playwright-core";
import { exactly, shownText } from "./shownText.ts";

const openTimeoutMs = 1500;
const rowTimeoutMs = 2000;

/** The command palette, and every other list that opens in its place. */
export class Palette {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /**
   * Runs the command with exactly this title, category and all ("Gateway Lens: Run Ladder"). Throws with the nearest
   * titles when there is none, so a command that is hidden by its `enablement` or `when` is none.
   */
  async run(title: string, timeoutMs = 15_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      await this.open(`>${title}`);
      const row = this.#row(title);
      // An open palette does not learn of commands that arrive later, so it is closed and opened again.
      if (await isShown(row, rowTimeoutMs)) return row.click();
      const nearest = await this.#labels();
      await this.close();
      if (performance.now() > deadline)
        throw new Error(`no command "${title}"; nearest: ${nearest.join(", ")}`);
    }
  }

  /** Whether the palette offers the command with exactly this title now. */
  async offers(title: string): Promise<boolean> {
    await this.open(`>${title}`);
    const isOffered = await isShown(this.#row(title), rowTimeoutMs);
    await this.close();
    return isOffered;
  }

  async open(text: string): Promise<void> {
    const input = this.#widget().locator("input").first();
    for (let attempt = 0; attempt < 10; attempt++) {
      await this.#page.keyboard.press("F1");
      if ((await isShown(input, openTimeoutMs)) && (await isFilled(input, text))) return;
      // A focused webview takes the key for itself.
      await this.#page.locator(".part.statusbar").click({ position: { x: 700, y: 5 } });
    }
    throw new Error("the command palette did not open");
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#widget().waitFor({ state: "hidden" });
  }

  /**
   * Runs a command that opens a list, and chooses the row with this label. The list has only what was there when it
   * opened, so it is closed and opened again until the row is there.
   */
  async pick(title: string, label: string, timeoutMs = 15_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      await this.run(title);
      await this.#rows().first().waitFor();
      await this.#widget().locator("input").first().fill(label);
      if (await isShown(this.#row(label), rowTimeoutMs)) return this.#row(label).click();
      const nearest = await this.#labels();
      await this.close();
      if (performance.now() > deadline) throw new Error(`no "${label}"; nearest: ${nearest.join(", ")}`);
    }
  }

  /** The labels of the list that a command opened. */
  async labels(): Promise<string[]> {
    await this.#rows().first().waitFor();
    return this.#labels();
  }

  async #labels(): Promise<string[]> {
    return (await this.#rows().locator(".label-name").allInnerTexts()).map(shownText);
  }

  #row(label: string): Locator {
    const name = this.#page.locator(".label-name", { hasText: exactly(label) });
    return this.#rows().filter({ has: name }).first();
  }

  #rows(): Locator {
    return this.#widget().locator(".quick-input-list .monaco-list-row");
  }

  #widget(): Locator {
    return this.#page.locator('.quick-input-widget:not([style*="display: none"])');
  }
}

/** False when the list went away meanwhile: one that closes late takes the key for itself. */
async function isFilled(input: Locator, text: string): Promise<boolean> {
  return input.fill(text, { timeout: openTimeoutMs }).then(
    () => true,
    () => false,
  );
}

async function isShown(locator: Locator, timeoutMs: number): Promise<boolean> {
  return locator.waitFor({ timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}
