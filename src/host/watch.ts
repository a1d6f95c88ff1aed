import type { Disposable } from "../core/base/disposable.ts";

/** Looks again while something is visible, and never otherwise. */
export class Watch implements Disposable {
  readonly #look: () => Promise<void>;
  readonly #refreshMs: () => number;
  readonly #visible = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  /** `look` never rejects; 0 ms between two looks means that only the first one is made. */
  constructor(look: () => Promise<void>, refreshMs: () => number) {
    this.#look = look;
    this.#refreshMs = refreshMs;
  }

  /** True while it will look again by itself. */
  get isWatching(): boolean {
    return this.#visible.size > 0 && this.#refreshMs() > 0;
  }

  setVisible(view: string, isVisible: boolean): void {
    const wasIdle = this.#visible.size === 0;
    if (isVisible) this.#visible.add(view);
    else this.#visible.delete(view);
    if (this.#visible.size === 0) this.#stop();
    else if (wasIdle) void this.#lookAgain();
  }

  dispose(): void {
    this.#visible.clear();
    this.#stop();
  }

  async #lookAgain(): Promise<void> {
    this.#stop();
    await this.#look();
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
