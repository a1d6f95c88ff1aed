import { sameStartMs } from "./model/gateway.ts";
import { coalesce } from "./base/coalesce.ts";
import type { Disposable } from "./base/disposable.ts";
import { Emitter, type Event } from "./base/event.ts";
import type { Diagnosis } from "./faults/evaluate.ts";
import type { Evidence } from "./model/evidence.ts";
import type { RungId } from "./model/ids.ts";
import type { RungResult } from "./model/ladder.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { Target } from "./model/target.ts";
import type { ClimbRequest, Look } from "./look.ts";
import type { ProbeRun } from "./probeRun.ts";

/** What the views show. Replaced as a whole with every change, never edited. */
export interface StoreState {
  readonly snapshot: Snapshot | null;
  /** What the rules say of the snapshot, with the last ladder where it is still of the same gateway. */
  readonly diagnosis: Diagnosis | null;
  /** The last ladder, whole or cancelled half-way; null once it no longer tells of the gateway that is there. */
  readonly run: ProbeRun | null;
  readonly isLooking: boolean;
  /** The ladder under way, or null. */
  readonly climbing: Climbing | null;
  /** Why the last refresh or ladder gave no result; null after one that did. */
  readonly failure: string | null;
}

export interface Climbing {
  readonly target: Target;
  readonly startedAt: number;
  readonly running: ReadonlySet<RungId>;
  readonly results: ReadonlyMap<RungId, RungResult>;
  /** What those results stand on. */
  readonly evidence: readonly Evidence[];
}

/** What the store lets others do for it; the composition root binds them to a machine. */
export interface StoreWork {
  look(signal: AbortSignal): Promise<Look>;
  climb(seen: Look, request: ClimbRequest, signal: AbortSignal): Promise<ProbeRun>;
  judge(snapshot: Snapshot, run: ProbeRun | null): Diagnosis;
}

/** The latest snapshot, diagnosis and ladder, and one event when any of them changes. */
export class Store implements Disposable {
  readonly #work: StoreWork;
  readonly #changed = new Emitter<StoreState>();
  readonly #lifetime = new AbortController();
  #climb: AbortController | null = null;
  #state: StoreState = {
    snapshot: null,
    diagnosis: null,
    run: null,
    isLooking: false,
    climbing: null,
    failure: null,
  };

  readonly onDidChange: Event<StoreState> = this.#changed.event;
  /** Discovers again. At most one run is under way and one waits; never rejects. */
  readonly refresh: () => Promise<void> = coalesce(() => this.#refresh());

  constructor(work: StoreWork) {
    this.#work = work;
  }

  get state(): StoreState {
    return this.#state;
  }

  /**
   * Discovers, settles the target and climbs its ladder; never rejects. A ladder under way is cancelled first.
   * `settle` names the target in a snapshot, or gives null when there is none to climb.
   */
  async climb(
    settle: (snapshot: Snapshot) => Target | null,
    request: Omit<ClimbRequest, "target" | "onStart" | "onEnd">,
    signal: AbortSignal = this.#lifetime.signal,
  ): Promise<ProbeRun | null> {
    this.cancelClimb();
    const own = new AbortController();
    this.#climb = own;
    const stop = AbortSignal.any([own.signal, signal, this.#lifetime.signal]);
    try {
      this.#update({ isLooking: true });
      const seen = await this.#work.look(stop);
      if (stop.aborted) return null;
      this.#update({ snapshot: seen.snapshot });
      const target = settle(seen.snapshot);
      if (target === null) {
        this.#show({ snapshot: seen.snapshot, diagnosis: this.#work.judge(seen.snapshot, null), run: null });
        return null;
      }
      return await this.#follow(seen, { ...request, target }, stop, own);
    } catch (error) {
      this.#fail(error);
      return null;
    } finally {
      if (this.#climb === own) {
        this.#climb = null;
        this.#update({ climbing: null, isLooking: false });
      }
    }
  }

  /** What had ended by then is shown; the rest is unknown. */
  cancelClimb(): void {
    this.#climb?.abort("cancelled");
  }

  dispose(): void {
    this.#lifetime.abort("cancelled");
    this.#changed.dispose();
  }

  async #refresh(): Promise<void> {
    if (this.#lifetime.signal.aborted) return;
    this.#update({ isLooking: true });
    try {
      const { snapshot } = await this.#work.look(this.#lifetime.signal);
      if (this.#lifetime.signal.aborted) return;
      const { run } = this.#state;
      const current = run !== null && stillTellsOf(run, snapshot) ? run : null;
      this.#show({ snapshot, diagnosis: this.#work.judge(snapshot, current), run: current });
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#update({ isLooking: false });
    }
  }

  async #follow(
    seen: Look,
    request: ClimbRequest,
    signal: AbortSignal,
    own: AbortController,
  ): Promise<ProbeRun> {
    // A rung that keeps its result keeps what it stands on.
    const kept = request.previous === undefined ? [] : (this.#state.run?.evidence ?? []);
    const running = new Set<RungId>();
    const results = new Map((request.previous?.results ?? []).map((result) => [result.id, result]));
    const report = (): void => {
      if (this.#climb !== own) return;
      this.#update({
        isLooking: false,
        climbing: {
          target: request.target,
          startedAt: seen.startedAt,
          running: new Set(running),
          results: new Map(results),
          evidence: newest(kept, seen.book.all()),
        },
      });
    };
    report();
    const climbed = await this.#work.climb(
      seen,
      {
        ...request,
        onStart: (rung) => {
          running.add(rung.id);
          report();
        },
        onEnd: (result) => {
          running.delete(result.id);
          results.set(result.id, result);
          report();
        },
      },
      signal,
    );
    const run = { ...climbed, evidence: newest(kept, climbed.evidence) };
    // A ladder that another one has replaced must not overwrite it.
    if (this.#climb === own) this.#show({ snapshot: run.snapshot, diagnosis: run.diagnosis, run });
    return run;
  }

  #show(change: Partial<StoreState>): void {
    this.#update({ ...change, failure: null });
  }

  #fail(error: unknown): void {
    if (this.#lifetime.signal.aborted) return;
    this.#update({ failure: error instanceof Error ? error.message : String(error) });
  }

  #update(change: Partial<StoreState>): void {
    this.#state = { ...this.#state, ...change };
    if (!this.#lifetime.signal.aborted) this.#changed.fire(this.#state);
  }
}

/** Each question with its newest answer. */
function newest(older: readonly Evidence[], newer: readonly Evidence[]): readonly Evidence[] {
  return [...new Map([...older, ...newer].map((entry) => [entry.id, entry])).values()];
}

/** Whether a ladder still tells of what a newer snapshot sees: the same gateway, asked with the same credentials. */
function stillTellsOf(run: ProbeRun, next: Snapshot): boolean {
  return isSameGateway(run, next) && sentIn(run.snapshot) === sentIn(next);
}

/** Same process, same state. */
function isSameGateway(run: ProbeRun, next: Snapshot): boolean {
  const was = run.snapshot.gateways.find(({ id }) => id === run.target.id);
  const is = next.gateways.find(({ id }) => id === run.target.id);
  if (was === undefined || is === undefined) return was === is;
  if (was.state !== is.state || was.pid !== is.pid || was.version !== is.version) return false;
  if (was.startedAt === null || is.startedAt === null) return was.startedAt === is.startedAt;
  return Math.abs(was.startedAt - is.startedAt) <= sameStartMs;
}

/** What clients at the vantage send, as text to compare. */
function sentIn({ namespaces, vantage }: Snapshot): string {
  const sent = namespaces
    .flatMap(({ tokenSources }) => tokenSources)
    .filter(({ clientsIn }) => clientsIn.includes(vantage));
  return JSON.stringify(sent.map(({ id, fingerprint }) => [id, fingerprint]));
}
