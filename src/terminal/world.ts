import type { Outcome } from "../core/base/outcome.ts";
import type { Catalogue } from "../core/look.ts";
import type { Log, Machine } from "../core/ports/machine.ts";
import type { Problem } from "./problem.ts";

/** One of the two streams that a program writes to. */
export interface Output {
  write(text: string): void;
  readonly isTty: boolean;
  /** Columns of the screen; null where there is none. */
  readonly columns: number | null;
}

/** Everything that the command line needs of the process it runs in. */
export interface World {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly catalogue: Catalogue;
  /** Aborts when the user cancels. */
  readonly cancelled: AbortSignal;
  /** The machine that the program runs on. */
  openLive(options: LiveOptions): Promise<Machine>;
  /** A machine that answers from a recording in `dir`. */
  openReplay(dir: string, log: Log): Promise<Outcome<Machine, Problem>>;
  /** A machine that answers as `machine` does and writes down every answer. */
  openRecorder(machine: Machine, dir: string): Promise<Outcome<Recorder, Problem>>;
  /** The text of a file, or of standard input for `-`. */
  readInput(name: string, signal: AbortSignal): Promise<Outcome<string, Problem>>;
  writeFile(path: string, text: string): Promise<Outcome<void, Problem>>;
}

export interface LiveOptions {
  readonly profile: string | null;
  readonly log: Log;
}

export interface Recorder {
  readonly machine: Machine;
  /** Writes the recording; the number of answers in it. */
  flush(): Promise<Outcome<number, Problem>>;
}
