import type { FirstAction } from "../model/finding.ts";
import type { FaultId } from "../model/ids.ts";
import { severityRank, type Confidence, type Severity } from "../model/severity.ts";
import { suppressorsOf } from "./evaluate.ts";
import { findSignals } from "./findSignals.ts";
import { plainText } from "./plainText.ts";
import type { FaultRule } from "./rule.ts";

/** A fault that a line of pasted text shows. */
export interface ExplainedFault {
  readonly id: FaultId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  /** What it means, in general words. */
  readonly meaning: string;
  /** 1-based line of the input as given: the first that shows it. */
  readonly line: number;
  /** That line, redacted and then shortened: half a secret would pass unseen. */
  readonly excerpt: string;
  readonly firstAction: FirstAction;
  /** Findings of the same text that explain this one. */
  readonly suppressedBy: readonly FaultId[];
  readonly sources: readonly string[];
}

/** What a text shows, with no look at any machine. */
export interface Explanation {
  /** Root causes, first line first. */
  readonly findings: readonly ExplainedFault[];
  /** What those explain. */
  readonly consequences: readonly ExplainedFault[];
  /** Faults that a later line of the text says are over. */
  readonly history: readonly ExplainedFault[];
}

const longestExcerpt = 240;

/** Matches the signals of the catalogue against a text: a log, a journal, output of commands, a configuration. */
export function explainText(
  rules: readonly FaultRule[],
  input: string,
  redact: (line: string) => string,
): Explanation {
  const text = plainText(input);
  const seen = rules.map((rule) => ({ rule, ...findSignals(rule.signals, text) }));
  const suppressedBy = suppressorsOf(seen.filter(({ active }) => active !== null).map(({ rule }) => rule));
  const toFault = (rule: FaultRule, line: number): ExplainedFault => ({
    id: rule.id,
    severity: rule.severity,
    confidence: "matched",
    title: rule.title,
    meaning: rule.meaning,
    line,
    excerpt: redact(text.line(line)).trim().slice(0, longestExcerpt),
    firstAction: rule.firstAction,
    suppressedBy: suppressedBy(rule.id),
    sources: rule.sources,
  });
  const active = seen.flatMap(({ rule, active: at }) => (at === null ? [] : [toFault(rule, at.line)]));
  const past = seen.flatMap(({ rule, past: at }) => (at === null ? [] : [toFault(rule, at.line)]));
  return {
    findings: active.filter((fault) => fault.suppressedBy.length === 0).toSorted(byLine),
    consequences: active.filter((fault) => fault.suppressedBy.length > 0).toSorted(byLine),
    history: past.toSorted(byLine),
  };
}

function byLine(one: ExplainedFault, other: ExplainedFault): number {
  return (
    one.line - other.line ||
    severityRank[one.severity] - severityRank[other.severity] ||
    one.id.localeCompare(other.id)
  );
}
