/** Runs something once nothing has happened for a while. A negative time means never. */
export class IdleTimer {
  readonly #expire: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(expire: () => void) {
    this.#expire = expire;
  }

  start(ms: number): void {
    this.cancel();
    if (ms >= 0) this.#timer = setTimeout(this.#expire, ms);
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
