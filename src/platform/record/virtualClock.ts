import type { Clock } from "../../core/ports/machine.ts";

interface Waiting {
  readonly due: number;
  readonly resume: () => void;
}

/**
 * The time of a recording: it starts when the recording was taken and jumps from one answer to the next as soon as
 * everything else waits. So a replay takes milliseconds, and measures what the recorded machine took, each time.
 */
export class VirtualClock implements Clock {
  readonly #startedAt: number;
  #elapsed = 0;
  #waiting: Waiting[] = [];
  #isScheduled = false;

  /** Epoch milliseconds to start at. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  now(): number {
    return this.#startedAt + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const entry = this.#add(ms, () => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      });
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== entry);
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  /** Resolves after `ms` of recorded time. */
  pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.#add(ms, resolve));
  }

  #add(ms: number, resume: () => void): Waiting {
    const entry = { due: this.#elapsed + ms, resume };
    this.#waiting.push(entry);
    this.#schedule();
    return entry;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const [first] = this.#waiting.toSorted((a, b) => a.due - b.due);
      if (first !== undefined) {
        this.#waiting = this.#waiting.filter((entry) => entry !== first);
        this.#elapsed = Math.max(this.#elapsed, first.due);
        first.resume();
      }
      this.#schedule();
    });
  }
}
