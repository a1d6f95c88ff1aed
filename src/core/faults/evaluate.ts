import type { EvidenceId, FaultId, RungId } from "../model/ids.ts";
import type { Finding, RuleResult } from "../model/finding.ts";
import { confidenceRank, severityRank } from "../model/severity.ts";
import type { Log } from "../ports/machine.ts";
import { actionFromHere } from "./actionFromHere.ts";
import type { FaultRule } from "./rule.ts";
import type { Scene } from "./scene.ts";

/** What the whole catalogue says of one scene. */
export interface Diagnosis {
  readonly rules: readonly RuleResult[];
  /** Root causes first (by rung, confidence, severity, id); suppressed findings after them. */
  readonly findings: readonly Finding[];
}

/** Applies every rule. A rule that throws becomes its own `unknown`; the others are not touched. */
export function evaluate(
  rules: readonly FaultRule[],
  scene: Scene,
  rungOrder: readonly RungId[],
  log: Log,
): Diagnosis {
  const judged = rules.map((rule) => judge(rule, scene, log));
  const found = judged.flatMap((each) => (each.finding === null ? [] : [each.finding]));
  const foundIds = new Set(found.map((finding) => finding.id));
  const suppressedBy = suppressorsOf(rules.filter((rule) => foundIds.has(rule.id)));
  const rank = new Map(rules.map((rule) => [rule.id, rungOrder.indexOf(rule.explains)]));
  const findings = found
    .map((finding) => ({ ...finding, suppressedBy: suppressedBy(finding.id) }))
    .sort(
      (a, b) =>
        Math.min(a.suppressedBy.length, 1) - Math.min(b.suppressedBy.length, 1) ||
        (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0) ||
        confidenceRank[a.confidence] - confidenceRank[b.confidence] ||
        severityRank[a.severity] - severityRank[b.severity] ||
        a.id.localeCompare(b.id),
    );
  return { rules: judged.map((each) => each.result), findings };
}

/** For the rules that found something: which of them explain a given fault. */
export function suppressorsOf(found: readonly FaultRule[]): (id: FaultId) => readonly FaultId[] {
  const suppressors = new Map<FaultId, FaultId[]>();
  for (const rule of found) {
    for (const id of rule.suppresses) suppressors.set(id, [...(suppressors.get(id) ?? []), rule.id]);
  }
  return (id) => suppressors.get(id) ?? [];
}

function judge(rule: FaultRule, scene: Scene, log: Log): { result: RuleResult; finding: Finding | null } {
  const evidence = new Set<EvidenceId>();
  const missing: string[] = [];
  const facts: Record<string, unknown> = {};
  const unknown = (): { result: RuleResult; finding: null } => ({
    result: { id: rule.id, state: "unknown", missing, evidence: [...evidence] },
    finding: null,
  });
  try {
    for (const [name, need] of Object.entries(rule.needs)) {
      const fact = need(scene);
      for (const id of fact.evidence) evidence.add(id);
      if (fact.known) facts[name] = fact.value;
      else missing.push(`${name}: ${fact.reason}`);
    }
    if (missing.length > 0) return unknown();
    const match = rule.find(facts, scene);
    const result: RuleResult = {
      id: rule.id,
      state: match === null ? "ok" : "fault",
      missing,
      evidence: [...evidence],
    };
    if (match === null) return { result, finding: null };
    return {
      result,
      finding: {
        id: rule.id,
        layer: rule.layer,
        severity: rule.severity,
        confidence: match.confidence,
        title: match.title ?? rule.title,
        explanation: match.explanation,
        evidence: [...new Set([...evidence, ...(match.evidence ?? [])])],
        location: match.location ?? null,
        firstAction: actionFromHere(match.firstAction ?? rule.firstAction, scene),
        suppressedBy: [],
        sources: rule.sources,
      },
    };
  } catch (error) {
    log.error(`Rule ${rule.id} failed`, error);
    missing.push(`the rule itself failed: ${error instanceof Error ? error.message : String(error)}`);
    return unknown();
  }
}
