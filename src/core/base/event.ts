import type { Disposable } from "./disposable.ts";

/** Subscribes a listener; dispose of the result to unsubscribe. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** A minimal event source: fires synchronously, in order of subscription. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
