import type { Diagnosis } from "./faults/evaluate.ts";
import type { Evidence } from "./model/evidence.ts";
import type { LadderRun } from "./model/ladder.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { Target } from "./model/target.ts";

/** One whole look at one gateway: what was discovered, what the ladder found, and what follows from both. */
export interface ProbeRun {
  readonly target: Target;
  readonly snapshot: Snapshot;
  /** Epoch milliseconds at which discovery began. */
  readonly startedAt: number;
  /** Discovery and ladder together. */
  readonly elapsedMs: number;
  readonly ladder: LadderRun;
  readonly diagnosis: Diagnosis;
  readonly evidence: readonly Evidence[];
}
