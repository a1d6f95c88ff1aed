import type { Log } from "../../src/core/ports/machine.ts";

/** A log that keeps what it was told, so that a test can read it or search it for a canary. */
export class FakeLog implements Log {
  readonly lines: string[] = [];

  trace(message: string, ...args: unknown[]): void {
    this.#add("trace", message, args);
  }
  debug(message: string, ...args: unknown[]): void {
    this.#add("debug", message, args);
  }
  info(message: string, ...args: unknown[]): void {
    this.#add("info", message, args);
  }
  warn(message: string, ...args: unknown[]): void {
    this.#add("warn", message, args);
  }
  error(message: string, ...args: unknown[]): void {
    this.#add("error", message, args);
  }

  #add(level: string, message: string, args: unknown[]): void {
    this.lines.push([level, message, ...args.map(String)].join(" "));
  }
}
