import type { Snapshot } from "../core/model/snapshot.ts";
import type { Target } from "../core/model/target.ts";
import type { Log } from "../core/ports/machine.ts";
import type { Store } from "../core/store.ts";
import type { Outcome } from "../core/base/outcome.ts";
import type { TargetFailure } from "../core/probe/target.ts";
import type { LadderChannel } from "../host/ladderChannel.ts";
import type { StoredToken } from "../host/storedToken.ts";
import type { Settings } from "../host/settings.ts";

/** What a command may use; the composition root fills it. */
export interface CommandContext {
  readonly store: Store;
  readonly log: Log;
  readonly channel: LadderChannel;
  readonly panel: { show(): void };
  readonly storedToken: StoredToken;
  /** The next look reads settings and secrets again. */
  reopenMachine(): void;
  settings(): Settings;
  /** The gateway that a ladder is meant for, by the same order as on the command line. */
  settleTarget(snapshot: Snapshot): Outcome<Target, TargetFailure>;
}

/** One command of the palette or a menu. */
export interface Command {
  /** As in `package.json`. */
  readonly id: string;
  /** Names it in the message when it fails. */
  readonly title: string;
  run(context: CommandContext, argument: unknown): unknown;
}
