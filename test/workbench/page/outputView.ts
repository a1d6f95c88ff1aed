import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { editorLines } from "./editorText.ts";
import type { Palette } from "./palette.ts";

/** The Output panel. */
export class OutputView {
  readonly #page: Page;
  readonly #palette: Palette;

  constructor(page: Page, palette: Palette) {
    this.#page = page;
    this.#palette = palette;
  }

  async open(channel: string): Promise<void> {
    await this.#palette.pick("Output: Show Output Channels...", channel);
    await this.#page.locator(".part.panel .monaco-editor").first().waitFor();
  }

  /** The lines on the screen; the whole text is in the server's logs. */
  lines(): Promise<string[]> {
    return editorLines(this.#page.locator(".part.panel .monaco-editor").first());
  }

  /** Waits for a line of the open channel: the panel fills a moment after it opens. */
  async waitForLine(pattern: RegExp, timeoutMs = 10_000): Promise<string> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const lines = await this.lines();
      const line = lines.find((text) => pattern.test(text));
      if (line !== undefined) return line;
      if (performance.now() > deadline) throw new Error(`no line like ${pattern} in\n${lines.join("\n")}`);
      await sleep(50);
    }
  }
}
