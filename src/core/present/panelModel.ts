import type { Evidence } from "../model/evidence.ts";
import type { Finding, FirstAction } from "../model/finding.ts";
import type { EvidenceId, RungId } from "../model/ids.ts";
import type { RungState } from "../model/ladder.ts";
import type { Severity } from "../model/severity.ts";
import type { StoreState } from "../store.ts";
import { fileLine } from "./fileName.ts";
import { headlineModel, headlineOfRun, type HeadlineModel } from "./headlineModel.ts";
import { ladderRow } from "./ladderModel.ts";
import { nameOfNamespace } from "./namespaceName.ts";

/** Everything that the diagnostics panel shows, as plain data that survives `postMessage`. */
export interface PanelModel {
  /** Name of the target, or null while none is known. */
  readonly target: string | null;
  /** Name of the namespace that it is looked at from, or null before the first look. */
  readonly vantage: string | null;
  /** The one sentence that is announced: the headline finding, or what is known without one. */
  readonly headline: Omit<HeadlineModel, "severity"> & {
    readonly severity: HeadlineModel["severity"] | "busy";
  };
  readonly isClimbing: boolean;
  /** When the ladder shown was started, epoch milliseconds; null before the first one. */
  readonly startedAt: number | null;
  /** False while nothing has been judged yet, so that what an earlier session saw is still the best there is. */
  readonly hasLooked: boolean;
  readonly rungs: readonly PanelRung[];
  /** Root causes first. */
  readonly findings: readonly PanelFinding[];
}

export interface PanelRung {
  readonly id: RungId;
  readonly title: string;
  readonly state: RungState | "queued" | "running";
  /** `12 ms`; empty for a rung that has not ended or was not climbed. */
  readonly elapsed: string;
  readonly verdict: string;
  readonly notes: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface PanelFinding {
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: string;
  readonly title: string;
  readonly explanation: string;
  /** `openclaw.json:14`, or null when there is nothing to open. */
  readonly location: string | null;
  readonly firstAction: FirstAction;
  readonly evidence: readonly Evidence[];
  readonly suppressedBy: readonly string[];
  readonly sources: readonly string[];
}

/** A rung of the ladder, whether or not it has run. */
type Step = Pick<PanelRung, "id" | "title">;
type Resolve = (ids: readonly EvidenceId[]) => readonly Evidence[];

/** `ladder` has every rung in ladder order. */
export function panelModel(state: StoreState, ladder: readonly Step[]): PanelModel {
  const { snapshot, diagnosis, run, climbing, failure } = state;
  const ofLadder = resolverOf(climbing?.evidence ?? run?.evidence ?? []);
  // The same question may have been asked again since the ladder: findings are judged by the later answer.
  const ofFindings = resolverOf([...(run?.evidence ?? []), ...(snapshot?.evidence ?? [])]);
  const target = climbing?.target ?? run?.target ?? null;
  // What was found before does not stand beside rungs that are being climbed again.
  const findings = climbing === null ? (diagnosis?.findings ?? []) : [];
  return {
    target: target === null ? null : targetName(target, state),
    vantage: snapshot === null ? null : nameOfNamespace(snapshot, snapshot.vantage),
    headline: headlineOf(state),
    isClimbing: climbing !== null,
    startedAt: climbing?.startedAt ?? run?.startedAt ?? null,
    hasLooked: diagnosis !== null || climbing !== null || failure !== null,
    rungs: ladder.map((step) => panelRung(step, state, ofLadder)),
    findings: findings.map((finding) => panelFinding(finding, ofFindings)),
  };
}

function resolverOf(evidence: readonly Evidence[]): Resolve {
  const byId = new Map(evidence.map((entry) => [entry.id, entry]));
  // Facts that rest on the same answer name it each.
  return (ids) => [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

function targetName(
  { namespace, port }: { namespace: string; port: number },
  { snapshot }: StoreState,
): string {
  return `${snapshot === null ? namespace : nameOfNamespace(snapshot, namespace)}:${port}`;
}

function headlineOf({ diagnosis, run, climbing, isLooking, failure }: StoreState): PanelModel["headline"] {
  if (climbing !== null) return { ...nothing, severity: "busy", text: "The ladder is being climbed." };
  if (diagnosis === null && isLooking) return { ...nothing, severity: "busy", text: "Looking for gateways." };
  if (failure !== null) return { ...nothing, text: `The gateway was not checked: ${failure}` };
  const findings = diagnosis?.findings ?? [];
  if (run !== null) return headlineOfRun(run, findings);
  if (findings.some(({ suppressedBy }) => suppressedBy.length === 0)) {
    return headlineModel({ url: "", version: null, results: [], findings });
  }
  return { ...nothing, text: "No ladder has been climbed yet." };
}

const nothing = { severity: "none", finding: null } as const;

function panelRung(step: Step, { run, climbing }: StoreState, resolve: Resolve): PanelRung {
  const result =
    climbing === null ? run?.ladder.results.find(({ id }) => id === step.id) : climbing.results.get(step.id);
  const isRunning = climbing?.running.has(step.id) === true;
  if (result === undefined || isRunning) {
    const state = isRunning ? "running" : "queued";
    return { ...step, state, elapsed: "", verdict: "", notes: [], evidence: [] };
  }
  const { state, elapsed, text, notes } = ladderRow(result);
  return { ...step, state, elapsed, verdict: text, notes, evidence: resolve(result.evidence) };
}

function panelFinding(finding: Finding, resolve: Resolve): PanelFinding {
  const { location } = finding;
  return {
    id: finding.id,
    severity: finding.severity,
    confidence: finding.confidence,
    title: finding.title,
    explanation: finding.explanation,
    location: location === null ? null : fileLine(location.file, location.line),
    firstAction: finding.firstAction,
    evidence: resolve(finding.evidence),
    suppressedBy: finding.suppressedBy,
    sources: finding.sources,
  };
}
