import { unknown, type Fact } from "../model/fact.ts";
import type { NamespaceId, RungId } from "../model/ids.ts";
import type { LadderRun, RungResult } from "../model/ladder.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Target } from "../model/target.ts";
import type { ObservedDialog, Ports } from "../ports/observed.ts";
import type { Reason } from "./reason.ts";
import { factOf, type Climb, type LadderOptions, type Rung, type RungOutcome } from "./rung.ts";
import { skipped, unclear } from "./rungOutcome.ts";

/** What is climbed, and who listens meanwhile. */
export interface LadderRequest {
  /** In ladder order; the results keep it. */
  readonly rungs: readonly Rung<unknown>[];
  readonly target: Target;
  readonly snapshot: Snapshot;
  readonly ports: Ports;
  /** What answers inside the other namespaces. */
  readonly places?: ReadonlyMap<NamespaceId, Ports>;
  readonly options: LadderOptions;
  /**
   * Climb these again, and every rung they stand on; the others keep their `previous` results. Without it the
   * whole ladder is climbed.
   */
  readonly only?: readonly RungId[];
  readonly previous?: LadderRun | null;
  onStart?(rung: Rung<unknown>): void;
  /** Called as each climbed rung ends, in the order of their ends. */
  onEnd?(result: RungResult): void;
}

/**
 * Climbs the ladder: each rung starts as soon as those in its `after` have ended, whatever their result, so the
 * slow ones run side by side. Never rejects: a rung that throws, or outlasts its time limit, is its own unknown.
 * When `signal` aborts, what has not ended is unknown for the reason `max-wait` (also for a `TimeoutError`) or
 * `cancelled`.
 */
export async function climbLadder(request: LadderRequest, signal: AbortSignal): Promise<LadderRun> {
  const { rungs, ports, previous = null } = request;
  const facts = new Map<RungId, Fact<unknown>>(previous?.facts);
  const results = new Map((previous?.results ?? []).map((result) => [result.id, result]));
  const selected = selectRungs(rungs, request.only);
  for (const rung of selected) {
    facts.delete(rung.id);
    results.delete(rung.id);
  }
  const shared: { dialog: ObservedDialog | null } = { dialog: null };
  const context: Climb = {
    target: request.target,
    snapshot: request.snapshot,
    ports,
    place: placeOf(request),
    options: request.options,
    shared,
    factOf: (rung) => factOf({ results: [], facts }, rung),
    stateOf: (rung) => results.get(rung.id)?.state ?? "unknown",
  };

  const run = async (rung: Rung<unknown>): Promise<void> => {
    const started = ports.clock.elapsed();
    const outcome = await outcomeOf(rung, request, context, signal);
    const elapsedMs = Math.round((ports.clock.elapsed() - started) * 10) / 10;
    facts.set(rung.id, outcome.fact);
    const result = toResult(rung, outcome, elapsedMs, ports);
    results.set(rung.id, result);
    request.onEnd?.(result);
  };

  const ends = new Map<RungId, Promise<void>>();
  const endOf = (rung: Rung<unknown>): Promise<void> => {
    const known = ends.get(rung.id);
    if (known !== undefined) return known;
    const end = Promise.all(rung.after.filter((each) => selected.has(each)).map(endOf)).then(() => run(rung));
    ends.set(rung.id, end);
    return end;
  };
  try {
    await Promise.all([...selected].map(endOf));
  } finally {
    await shared.dialog?.close();
  }
  return { results: rungs.flatMap((rung) => results.get(rung.id) ?? []), facts };
}

function placeOf({ target, snapshot, ports, places }: LadderRequest): Ports | null {
  return target.namespace === snapshot.vantage ? ports : (places?.get(target.namespace) ?? null);
}

function selectRungs(
  rungs: readonly Rung<unknown>[],
  only: readonly RungId[] | undefined,
): ReadonlySet<Rung<unknown>> {
  if (only === undefined) return new Set(rungs);
  const selected = new Set<Rung<unknown>>();
  const add = (rung: Rung<unknown>): void => {
    selected.add(rung);
    for (const each of rung.after) if (rungs.includes(each)) add(each);
  };
  for (const rung of rungs) if (only.includes(rung.id)) add(rung);
  return selected;
}

async function outcomeOf(
  rung: Rung<unknown>,
  request: LadderRequest,
  context: Climb,
  signal: AbortSignal,
): Promise<RungOutcome<unknown>> {
  if (request.options.quick && !rung.isQuick) return skipped("quick");
  if (signal.aborted) return unclear(abortReason(signal));
  request.onStart?.(rung);
  const own = new AbortController();
  // The rung is not waited for once it is told to stop: one that does not listen must not hold up the ladder.
  const stopped = new Promise<RungOutcome<unknown>>((resolve) => {
    own.signal.addEventListener("abort", () => resolve(unclear(own.signal.reason as Reason)), { once: true });
  });
  const onAbort = (): void => own.abort(abortReason(signal));
  signal.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => own.abort("timed-out" satisfies Reason), rung.timeoutMs);
  try {
    return await Promise.race([climbSafely(rung, context, own.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}

async function climbSafely(
  rung: Rung<unknown>,
  context: Climb,
  signal: AbortSignal,
): Promise<RungOutcome<unknown>> {
  try {
    return await rung.climb(context, signal);
  } catch (error) {
    if (!signal.aborted) context.ports.log.error(`Rung ${rung.id} failed`, error);
    const detail = error instanceof Error ? error.message : String(error);
    return unclear("crashed", [], detail, unknown(`${rung.id} failed: ${detail}`));
  }
}

function toResult(
  rung: Rung<unknown>,
  outcome: RungOutcome<unknown>,
  elapsedMs: number,
  ports: Ports,
): RungResult {
  return {
    id: rung.id,
    title: rung.title,
    layer: rung.layer,
    state: outcome.state,
    reason: outcome.reason,
    elapsedMs,
    verdict: ports.secrets.redact(outcome.verdict),
    notes: (outcome.notes ?? []).map((note) => ports.secrets.redact(note)),
    evidence: outcome.fact.evidence,
  };
}

function abortReason(signal: AbortSignal): Reason {
  const { reason } = signal as { readonly reason: unknown };
  const isTimeout = reason === "max-wait" || (reason instanceof Error && reason.name === "TimeoutError");
  return isTimeout ? "max-wait" : "cancelled";
}
