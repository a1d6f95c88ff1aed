import { durationText } from "../core/present/durationText.ts";
import { printable } from "./render/printable.ts";
import type { Output } from "./world.ts";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 100;
const shownAfterMs = 1000;

/** One line at the bottom of the screen that says what is going on; for what lasts longer than a second. */
export class LiveLine {
  readonly #output: Output | null;
  #timer: NodeJS.Timeout | null = null;
  #since = 0;
  #frame = 0;
  #text = "";
  #isDrawn = false;

  /** Draws only on a screen; null never draws. */
  constructor(output: Output | null) {
    this.#output = output?.isTty === true ? output : null;
  }

  /** Names what is going on. The time counts from the first call after `clear`. */
  show(text: string): void {
    if (this.#output === null) return;
    this.#text = text;
    if (this.#timer !== null) return;
    this.#since = performance.now();
    this.#timer = setInterval(() => this.#draw(), frameMs);
    this.#timer.unref();
  }

  /** Takes the line away so that others can write; the next frame draws it again. */
  hide(): void {
    if (!this.#isDrawn) return;
    this.#output?.write("\r\u001b[2K");
    this.#isDrawn = false;
  }

  clear(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.hide();
  }

  #draw(): void {
    const lastedMs = performance.now() - this.#since;
    if (lastedMs < shownAfterMs || this.#text === "") return;
    this.#frame = (this.#frame + 1) % frames.length;
    const line = `${frames[this.#frame]} ${printable(this.#text)}  ${durationText(lastedMs)}`;
    const width = (this.#output?.columns ?? 80) - 1;
    this.#output?.write(`\r\u001b[2K${line.length > width ? `${line.slice(0, width - 1)}…` : line}`);
    this.#isDrawn = true;
  }
}
