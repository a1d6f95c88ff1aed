import type { Evidence } from "../model/evidence.ts";
import type { Finding, FirstAction } from "../model/finding.ts";
import type { EvidenceId, RungId } from "../model/ids.ts";
import type { RungResult, RungState } from "../model/ladder.ts";
import type { Severity } from "../model/severity.ts";
import type { Target } from "../model/target.ts";
import { fileLine } from "./fileName.ts";
import { headlineModel } from "./headlineModel.ts";

/** Everything that the diagnostics panel shows, as plain data that survives `postMessage`. */
export interface PanelModel {
  /** Name of the target, or null while none is known. */
  readonly target: string | null;
  readonly vantage: string;
  /** The one sentence that is announced: the headline finding, or what is known without one. */
  readonly headline: { readonly severity: Severity | "ok" | "none"; readonly text: string };
  readonly isClimbing: boolean;
  /** When the ladder shown was started, epoch milliseconds; null before the first one. */
  readonly startedAt: number | null;
  readonly rungs: readonly PanelRung[];
  readonly findings: readonly PanelFinding[];
}

export interface PanelRung {
  readonly id: RungId;
  readonly title: string;
  readonly state: RungState | "queued" | "running";
  readonly elapsedMs: number | null;
  readonly verdict: string;
  readonly reason: string | null;
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

/** What the panel is drawn from. */
export interface PanelInput {
  readonly target: Target | null;
  readonly vantage: string;
  readonly startedAt: number | null;
  readonly isClimbing: boolean;
  /** The ladder's rungs in order, whether or not they have run. */
  readonly ladder: readonly { readonly id: RungId; readonly title: string }[];
  readonly running: ReadonlySet<RungId>;
  readonly results: ReadonlyMap<RungId, RungResult>;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
}

export function panelModel(input: PanelInput): PanelModel {
  const byId = new Map(input.evidence.map((entry) => [entry.id, entry]));
  const resolve = (ids: readonly EvidenceId[]): readonly Evidence[] =>
    ids.flatMap((id) => byId.get(id) ?? []);
  return {
    target: input.target?.id ?? null,
    vantage: input.vantage,
    headline: headlineOf(input),
    isClimbing: input.isClimbing,
    startedAt: input.startedAt,
    rungs: input.ladder.map((rung) => panelRung(rung, input, resolve)),
    findings: input.findings.map((finding) => ({
      id: finding.id,
      severity: finding.severity,
      confidence: finding.confidence,
      title: finding.title,
      explanation: finding.explanation,
      location: locationText(finding),
      firstAction: finding.firstAction,
      evidence: resolve(finding.evidence),
      suppressedBy: finding.suppressedBy,
      sources: finding.sources,
    })),
  };
}

function panelRung(
  rung: { readonly id: RungId; readonly title: string },
  input: PanelInput,
  resolve: (ids: readonly EvidenceId[]) => readonly Evidence[],
): PanelRung {
  const result = input.results.get(rung.id);
  const isRunning = input.running.has(rung.id);
  if (result === undefined || isRunning) {
    return {
      ...rung,
      state: isRunning ? "running" : "queued",
      elapsedMs: null,
      verdict: "",
      reason: null,
      notes: [],
      evidence: [],
    };
  }
  const { state, elapsedMs, verdict, reason, notes, evidence } = result;
  return { ...rung, state, elapsedMs, verdict, reason, notes, evidence: resolve(evidence) };
}

function headlineOf(input: PanelInput): PanelModel["headline"] {
  const { findings, target } = input;
  const hasCause = findings.some((finding) => finding.suppressedBy.length === 0);
  if (!hasCause && input.isClimbing) return { severity: "none", text: "The ladder is being climbed." };
  if (!hasCause && (input.startedAt === null || target === null)) {
    return { severity: "none", text: "No ladder has been climbed yet." };
  }
  const results = input.ladder.flatMap(({ id }) => input.results.get(id) ?? []);
  const { severity, text } = headlineModel({ url: target?.url ?? "", version: null, results, findings });
  return { severity, text };
}

function locationText({ location }: Finding): string | null {
  return location === null ? null : fileLine(location.file, location.line);
}
