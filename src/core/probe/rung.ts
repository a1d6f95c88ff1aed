import type { Fact } from "../model/fact.ts";
import type { LadderRun, RungState } from "../model/ladder.ts";
import type { RungId } from "../model/ids.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Target } from "../model/target.ts";
import type { ObservedDialog, Ports } from "../ports/observed.ts";

/** What one rung found; `fact` is what the rules read, the rest is for people. */
export interface RungOutcome<T> {
  readonly state: RungState;
  /** Needed for `skipped` and `unknown`; null otherwise. */
  readonly reason: string | null;
  readonly verdict: string;
  readonly notes?: readonly string[];
  readonly fact: Fact<T>;
}

/** Everything a rung may look at while it climbs. */
export interface Climb {
  readonly target: Target;
  readonly snapshot: Snapshot;
  /** What answers at the vantage, from where clients connect. */
  readonly ports: Ports;
  /** What answers inside the target's namespace; null where nothing does. The same as `ports` at the vantage. */
  readonly place: Ports | null;
  readonly options: LadderOptions;
  /** The fact that an earlier rung left; unknown when it was skipped or has not run. */
  readonly factOf: <T>(rung: Rung<T>) => Fact<T>;
  readonly stateOf: (rung: Rung<unknown>) => RungState;
  /** The one connection that the WebSocket rungs share; the ladder closes it at the end. */
  readonly shared: { dialog: ObservedDialog | null };
}

export interface LadderOptions {
  /** Stop after `rpc-health` and start no `openclaw` process. */
  readonly quick: boolean;
  /** Ask the command line also for what the gateway's RPC has answered. */
  readonly withCli: boolean;
}

/** One step of the ladder. It changes nothing on the gateway. */
export interface Rung<T> {
  readonly id: RungId;
  readonly title: string;
  readonly layer: string;
  /** Rungs that must have ended before this one starts, whatever their result. */
  readonly after: readonly Rung<unknown>[];
  /** Part of `--quick`. */
  readonly isQuick: boolean;
  readonly timeoutMs: number;
  climb(context: Climb, signal: AbortSignal): Promise<RungOutcome<T>>;
}

/** The fact that `rung` left in `run`. */
export function factOf<T>(run: LadderRun | null, rung: Rung<T>): Fact<T> {
  const fact = run?.facts.get(rung.id) as Fact<T> | undefined;
  return fact ?? { known: false, reason: `${rung.id} was not climbed`, evidence: [] };
}
