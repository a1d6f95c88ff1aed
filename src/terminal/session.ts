import type { Outcome } from "../core/base/outcome.ts";
import type { Look } from "../core/look.ts";
import { look } from "../core/look.ts";
import type { Machine } from "../core/ports/machine.ts";
import type { LiveLine } from "./liveLine.ts";
import type { Problem } from "./problem.ts";
import type { Page } from "./page.ts";
import type { World } from "./world.ts";

/** What one run of a command works with. */
export interface Session {
  readonly world: World;
  readonly isJson: boolean;
  /** Where people read the result; writes nothing with `--json`. */
  readonly page: Page;
  readonly progress: LiveLine;
  /** Aborts when the user cancels or `--max-wait` ends. */
  readonly signal: AbortSignal;
  /** The live machine, or the recording that `--replay` names. */
  openMachine(): Promise<Outcome<Machine, Problem>>;
  /** Writes the one JSON document of this run, when JSON is asked for. */
  writeJson(text: string): void;
}

/** Discovers, with the progress line meanwhile. */
export async function lookAround(session: Session, machine: Machine): Promise<Look> {
  session.progress.show("Looking at this machine");
  try {
    return await look(machine, session.world.catalogue, session.signal);
  } finally {
    session.progress.clear();
  }
}
