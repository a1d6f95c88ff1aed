import type { NamespaceProvider } from "./discover/provider.ts";
import { discover } from "./discover/discover.ts";
import { EvidenceBook } from "./evidence/evidenceBook.ts";
import { observePorts } from "./evidence/observePorts.ts";
import { evaluate, type Diagnosis } from "./faults/evaluate.ts";
import type { FaultRule } from "./faults/rule.ts";
import type { NamespaceId } from "./model/ids.ts";
import type { LadderRun } from "./model/ladder.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { Target } from "./model/target.ts";
import type { Machine } from "./ports/machine.ts";
import type { Ports } from "./ports/observed.ts";
import { climbLadder, type LadderRequest } from "./probe/ladder.ts";
import type { LadderOptions, Rung } from "./probe/rung.ts";
import type { ProbeRun } from "./probeRun.ts";

/** What the product knows to look for; the registries of the three layers. */
export interface Catalogue {
  readonly providers: readonly NamespaceProvider[];
  readonly rungs: readonly Rung<unknown>[];
  readonly rules: readonly FaultRule[];
}

/** One discovery, and the ports that a ladder can go on with so that both leave evidence in one book. */
export interface Look {
  readonly startedAt: number;
  /** On the machine's clock that never jumps. */
  readonly startedElapsed: number;
  readonly snapshot: Snapshot;
  readonly ports: Ports;
  /** What answers from inside the other namespaces that can be asked. */
  readonly places: ReadonlyMap<NamespaceId, Ports>;
  readonly book: EvidenceBook;
}

/** Discovers the world from this machine. Changes nothing. */
export async function look(machine: Machine, catalogue: Catalogue, signal: AbortSignal): Promise<Look> {
  const book = new EvidenceBook();
  const ports = observePorts(machine, book);
  const startedAt = machine.clock.now();
  const startedElapsed = machine.clock.elapsed();
  const discovered = await discover(catalogue.providers, ports, book, signal);
  return { startedAt, startedElapsed, ...discovered, ports, book };
}

/**
 * What the rules say of a snapshot and of the gateway that is meant in it; null where none is, or where it cannot be
 * told which. Without a ladder only what discovery saw is judged.
 */
export function judge(
  catalogue: Catalogue,
  snapshot: Snapshot,
  { target, ladder }: { readonly target: Target | null; readonly ladder: LadderRun | null },
  log: Ports["log"],
): Diagnosis {
  const scene = { snapshot, target, ladder };
  const order = catalogue.rungs.map(({ id }) => id);
  return evaluate(catalogue.rules, scene, order, log);
}

/** How a ladder is to be climbed, and who listens. */
export interface ClimbRequest
  extends LadderOptions, Pick<LadderRequest, "onStart" | "onEnd" | "only" | "previous"> {
  readonly target: Target;
}

/** Climbs the ladder of one gateway in what was seen, then applies every rule. */
export async function climb(
  seen: Look,
  catalogue: Catalogue,
  request: ClimbRequest,
  signal: AbortSignal,
): Promise<ProbeRun> {
  const { target, quick, withCli, ...listeners } = request;
  const { snapshot, ports, places, book } = seen;
  const { rungs } = catalogue;
  const ladder = await climbLadder(
    { ...listeners, rungs, target, snapshot, ports, places, options: { quick, withCli } },
    signal,
  );
  return {
    target,
    snapshot,
    startedAt: seen.startedAt,
    elapsedMs: Math.round((ports.clock.elapsed() - seen.startedElapsed) * 10) / 10,
    ladder,
    diagnosis: judge(catalogue, snapshot, { target, ladder }, ports.log),
    evidence: book.all(),
  };
}
