import type { NamespaceId } from "../model/ids.ts";

/**
 * The way into a place inside this machine that has files and processes of its own, such as a WSL instance: a program
 * that connects its standard streams with a POSIX shell in there.
 */
export interface Door {
  /** The namespace behind it. */
  readonly namespace: NamespaceId;
  readonly program: string;
  readonly args: readonly string[];
  /** Added to the inherited environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the program is started; null leaves it to this program's own. */
  readonly cwd: string | null;
  /** How long the shell may take until it says who it is. */
  readonly timeoutMs: number;
}

/** Why a place could not be entered. */
export interface GuestFailure {
  readonly reason:
    | "not-found"
    | "no-permission"
    | "not-started"
    | "timed-out"
    /** The program ended before the shell had answered; `detail` is what it printed. */
    | "ended"
    /** The place lacks what the questions are put with. */
    | "unsupported"
    | "aborted"
    | "not-recorded";
  readonly detail: string;
}
