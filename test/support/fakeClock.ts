import type { Clock } from "../../src/core/ports/machine.ts";

/** A clock that stands still until it is told to move; sleeping moves it at once. */
export class FakeClock implements Clock {
  #now: number;
  #elapsed = 0;

  /** Epoch milliseconds to start at. */
  constructor(now = Date.UTC(2026, 10, 20, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  advance(ms: number): void {
    this.#now += ms;
    this.#elapsed += ms;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.advance(ms);
    await Promise.resolve();
  }
}
