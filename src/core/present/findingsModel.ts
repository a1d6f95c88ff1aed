import type { Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { Risk, Severity } from "../model/severity.ts";
import { countsAsFault } from "./judgement.ts";
import { fileLine } from "./fileName.ts";
import { facts, treeNode, type TreeNode, type TreeState } from "./treeNode.ts";

/** The findings as rows, with what to do first and the evidence under each. */
export interface FindingsModel {
  readonly nodes: readonly TreeNode[];
  /** How many count as faults: the badge of the view. */
  readonly faultCount: number;
}

const states: Readonly<Record<Severity, TreeState>> = { error: "error", warning: "warning", info: "info" };

export function findingsModel(findings: readonly Finding[], evidence: readonly Evidence[]): FindingsModel {
  const byId = new Map(evidence.map((entry) => [entry.id, entry]));
  return {
    nodes: findings.map((finding) => findingNode(finding, byId)),
    faultCount: findings.filter(countsAsFault).length,
  };
}

function findingNode(finding: Finding, evidence: ReadonlyMap<string, Evidence>): TreeNode {
  const { id, location, firstAction, suppressedBy } = finding;
  const consequence = suppressedBy.length === 0 ? null : `a consequence of ${suppressedBy.join(", ")}`;
  return treeNode({
    id: `finding/${id}`,
    kind: "finding",
    label: finding.title,
    description: facts(
      id,
      finding.confidence,
      location === null ? null : fileLine(location.file, location.line),
      consequence,
    ),
    state: suppressedBy.length === 0 ? states[finding.severity] : "off",
    tooltip: [finding.explanation, `First: ${firstAction.label} (${riskWords[firstAction.risk]})`],
    abilities: firstAction.command === null ? [] : ["canCopyAction"],
    location: location === null ? null : { file: location.file, line: location.line },
    copyValue: id,
    children: [
      treeNode({ id: `finding/${id}/explanation`, kind: "note", label: finding.explanation }),
      treeNode({
        id: `finding/${id}/action`,
        kind: "action",
        label: `First: ${firstAction.label}`,
        description: facts(firstAction.command, riskWords[firstAction.risk]),
        copyValue: firstAction.command,
      }),
      ...evidenceGroup(finding, evidence),
    ],
  });
}

function evidenceGroup({ id, evidence }: Finding, byId: ReadonlyMap<string, Evidence>): readonly TreeNode[] {
  const children = evidence.flatMap((each) => byId.get(each) ?? []).map((entry) => evidenceNode(id, entry));
  if (children.length === 0) return [];
  const label = `evidence (${children.length})`;
  return [treeNode({ id: `finding/${id}/evidence`, kind: "group", label, children })];
}

function evidenceNode(finding: string, entry: Evidence): TreeNode {
  return treeNode({
    id: `finding/${finding}/evidence/${entry.id}`,
    kind: "evidence",
    label: entry.what,
    description: entry.status,
    tooltip: [new Date(entry.at).toISOString(), entry.excerpt],
    copyValue: entry.what,
  });
}

/** What a first action can cost, in words. */
export const riskWords: Readonly<Record<Risk, string>> = {
  read: "reads only",
  soft: "can be undone",
  disruptive: "interrupts the gateway",
  destructive: "destroys data",
};
