import type { Outcome } from "../base/outcome.ts";

/** One process as the kernel shows it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly uid: number;
  /** Kernel name, at most 15 characters on Linux. */
  readonly name: string;
  /** Arguments as the process shows them; a process that set its title shows that as the only one. */
  readonly args: readonly string[];
  /** The executable's path; null when it may not be read. */
  readonly executable: string | null;
  /** Control group path (Linux); null elsewhere. */
  readonly cgroup: string | null;
  /** Inodes of the sockets it holds; null when its descriptors may not be read. */
  readonly socketInodes: readonly number[] | null;
  /** Epoch milliseconds; null when it cannot be told. */
  readonly startedAt: number | null;
  /** Kernel state letter: R, S, D, Z, T (stopped) …; null elsewhere. */
  readonly state: string | null;
}

export interface ProcessFailure {
  readonly reason: "no-permission" | "not-found" | "unsupported" | "not-recorded";
  readonly detail: string;
}

export interface Processes {
  list(): Promise<Outcome<readonly ProcessEntry[], ProcessFailure>>;
  /**
   * The named variables of a process's environment; names that are not set are absent. `self` is the process
   * that the product runs in, and stands for the user's own shell.
   */
  environment(
    pid: number | "self",
    names: readonly string[],
  ): Promise<Outcome<Readonly<Record<string, string>>, ProcessFailure>>;
}
