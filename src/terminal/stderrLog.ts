import { inspect } from "node:util";
import type { Log } from "../core/ports/machine.ts";
import { printable } from "./render/printable.ts";
import type { Output } from "./world.ts";

const levels = ["trace", "debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof levels)[number];

/** The level of `GATEWAY_LENS_LOG` or `--verbose`; null logs nothing, since all that matters is in the output. */
export function logLevel(isVerbose: boolean, variable: string | undefined): LogLevel | null {
  return levels.find((level) => level === variable) ?? (isVerbose ? "debug" : null);
}

/** Writes log lines to stderr. Each passes `redact`, which the caller sets once a vault is open. */
export class StderrLog implements Log {
  readonly #output: Output;
  readonly #level: LogLevel | null;
  redact: (text: string) => string = (text) => text;

  constructor(output: Output, level: LogLevel | null) {
    this.#output = output;
    this.#level = level;
  }

  trace(message: string, ...args: unknown[]): void {
    this.#write("trace", message, args);
  }

  debug(message: string, ...args: unknown[]): void {
    this.#write("debug", message, args);
  }

  info(message: string, ...args: unknown[]): void {
    this.#write("info", message, args);
  }

  warn(message: string, ...args: unknown[]): void {
    this.#write("warn", message, args);
  }

  error(message: string, ...args: unknown[]): void {
    this.#write("error", message, args);
  }

  #write(level: LogLevel, message: string, args: readonly unknown[]): void {
    if (this.#level === null || levels.indexOf(level) < levels.indexOf(this.#level)) return;
    const details = args.map((arg) => (typeof arg === "string" ? arg : inspect(arg)));
    this.#output.write(printable(this.redact([`${level}: ${message}`, ...details].join(" "))) + "\n");
  }
}
