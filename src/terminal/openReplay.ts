import { failed, type Outcome } from "../core/base/outcome.ts";
import type { Log, Machine } from "../core/ports/machine.ts";
import { replayMachine } from "../platform/record/replayingMachine.ts";
import { installVault } from "../platform/secrets/installVault.ts";
import type { Problem } from "./problem.ts";
import { recordingProblem } from "./recordingProblem.ts";

/**
 * The machine that a recording tells of. A recording holds fingerprints where secrets were, so no key of this
 * install is needed; a token that somebody writes into it is hashed with a key that is the same everywhere.
 */
export async function openReplay(dir: string, log: Log): Promise<Outcome<Machine, Problem>> {
  const vault = installVault(() => Buffer.alloc(32));
  const machine = await replayMachine(dir, { vault, log });
  return machine.ok ? machine : failed(recordingProblem(machine.failure));
}
