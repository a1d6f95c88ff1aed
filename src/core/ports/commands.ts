import type { Outcome } from "../base/outcome.ts";

/** One program to run, as data. Never a shell string. */
export interface CommandSpec {
  /** A bare name is looked up on PATH; the working directory is never searched. */
  readonly program: string;
  readonly args: readonly string[];
  /** Added to the inherited environment. Never holds a secret. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** After this the whole process tree is killed and the answer is `timed-out`. */
  readonly timeoutMs: number;
  /** Output beyond this is cut in the middle, head and tail kept. Default 4 MiB. */
  readonly maxOutputBytes?: number;
  /** `windows` is either of the two, as wsl.exe chooses (see parse/windowsText). Default utf8. */
  readonly encoding?: "utf8" | "utf16le" | "windows";
  /** Leaves the processor to others when there is not enough for all. For a command that nobody waits for alone. */
  readonly yields?: boolean;
  /** Names the question in evidence when the argv would be long or unstable; default: the argv. */
  readonly label?: string;
}

/** What a program that ran to its end left behind. A non-zero exit code is an answer, not a failure. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

export type CommandFailure =
  /** `not-started`: the system refused for another reason, such as an argument list that is too long. */
  | { readonly reason: "not-found" | "no-permission" | "not-started"; readonly detail: string }
  /** Killed at its time limit; what it had printed until then is kept. */
  | {
      readonly reason: "timed-out";
      readonly detail: string;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly reason: "signal"; readonly detail: string; readonly stdout: string; readonly stderr: string }
  | { readonly reason: "aborted" | "not-recorded"; readonly detail: string };

export interface Commands {
  run(spec: CommandSpec, signal: AbortSignal): Promise<Outcome<CommandResult, CommandFailure>>;
}
