import type { Style } from "./render/style.ts";
import type { Output } from "./world.ts";

/** Where the result is written for people, line by line. */
export class Page {
  readonly style: Style;
  readonly #output: Output | null;

  /** Without an output nothing is written: the result is JSON then. */
  constructor(style: Style, output: Output | null) {
    this.style = style;
    this.#output = output;
  }

  write(lines: readonly string[]): void {
    if (lines.length > 0) this.#output?.write(`${lines.join("\n")}\n`);
  }
}
