import type { Store } from "../core/store.ts";
import type { Disposable } from "../core/base/disposable.ts";

/**
 * Looks again while something is visible, and never otherwise. A gateway that is seen for the first time, or is
 * not the one that the last ladder was climbed for (started, stopped, restarted), gets one quick ladder, so that
 * every view tells of the same moment.
 */
export class Watch implements Disposable {
  readonly #store: Store;
  readonly #climbQuick: () => Promise<unknown>;
  readonly #refreshMs: () => number;
  readonly #visible = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Store, climbQuick: () => Promise<unknown>, refreshMs: () => number) {
    this.#store = store;
    this.#climbQuick = climbQuick;
    this.#refreshMs = refreshMs;
  }

  setVisible(view: string, isVisible: boolean): void {
    const wasIdle = this.#visible.size === 0;
    if (isVisible) this.#visible.add(view);
    else this.#visible.delete(view);
    if (this.#visible.size === 0) this.#stop();
    else if (wasIdle) void this.#lookAgain();
  }

  /** One look, and a quick ladder where the last one no longer tells of what is there. */
  async look(): Promise<void> {
    const { climbing, run } = this.#store.state;
    if (climbing !== null) return;
    if (run !== null) await this.#store.refresh();
    if (this.#store.state.run === null && this.#store.state.climbing === null) await this.#climbQuick();
  }

  dispose(): void {
    this.#visible.clear();
    this.#stop();
  }

  async #lookAgain(): Promise<void> {
    this.#stop();
    await this.look();
    const intervalMs = this.#refreshMs();
    // Hidden and shown again meanwhile, a second look may have set a timer of its own.
    this.#stop();
    if (this.#visible.size > 0 && intervalMs > 0) {
      this.#timer = setTimeout(() => void this.#lookAgain(), intervalMs);
    }
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
