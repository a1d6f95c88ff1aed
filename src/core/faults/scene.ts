import type { LadderRun } from "../model/ladder.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Target } from "../model/target.ts";

/** All that the rules look at: one snapshot and, where a ladder was climbed, its target and facts. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly target: Target | null;
  readonly ladder: LadderRun | null;
}
