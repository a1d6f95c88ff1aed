import type { RungId } from "../core/model/ids.ts";
import type { RungResult } from "../core/model/ladder.ts";
import type { LiveLine } from "./liveLine.ts";
import type { Page } from "./page.ts";
import { ladderLines } from "./render/ladderLines.ts";

/** Writes each rung as soon as it and all before it have ended, so that the lines stand in ladder order. */
export class LadderPrinter {
  readonly #rungs: readonly { readonly id: RungId; readonly title: string }[];
  readonly #page: Page;
  readonly #progress: LiveLine;
  readonly #titleColumns: number;
  readonly #ended = new Map<RungId, RungResult>();
  readonly #running = new Map<RungId, string>();
  #next = 0;

  constructor(
    rungs: readonly { readonly id: RungId; readonly title: string }[],
    page: Page,
    progress: LiveLine,
  ) {
    this.#rungs = rungs;
    this.#page = page;
    this.#progress = progress;
    this.#titleColumns = Math.max(...rungs.map(({ title }) => title.length));
  }

  start(rung: { readonly id: RungId; readonly title: string }): void {
    this.#running.set(rung.id, rung.title);
    this.#showRunning();
  }

  end(result: RungResult): void {
    this.#running.delete(result.id);
    this.#ended.set(result.id, result);
    this.#showRunning();
    for (let rung = this.#rungs[this.#next]; rung !== undefined; rung = this.#rungs[this.#next]) {
      const ended = this.#ended.get(rung.id);
      if (ended === undefined) return;
      this.#next += 1;
      this.#progress.hide();
      this.#page.write(ladderLines(ended, this.#titleColumns, this.#page.style));
    }
  }

  #showRunning(): void {
    if (this.#running.size === 0) this.#progress.clear();
    else this.#progress.show([...this.#running.values()].join(", "));
  }
}
