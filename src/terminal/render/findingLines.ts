import type { Finding } from "../../core/model/finding.ts";
import type { Severity } from "../../core/model/severity.ts";
import { riskWords } from "../../core/present/findingsModel.ts";
import { facts } from "../../core/present/treeNode.ts";
import type { Colour, Style } from "./style.ts";
import { wrapText } from "./wrapText.ts";

const marks: Readonly<Record<Severity, string>> = { error: "✗", warning: "!", info: "i" };
export const severityColours: Readonly<Record<Severity, Colour>> = {
  error: "red",
  warning: "yellow",
  info: "cyan",
};

/** The findings, each with where it is, what it means and what to do first. Nothing where there are none. */
export function findingsLines(findings: readonly Finding[], style: Style): readonly string[] {
  if (findings.length === 0) return [];
  const heading = style.paint("bold", `Findings (${findings.length})`);
  return ["", heading, ...findings.flatMap((finding) => findingLines(finding, style))];
}

function findingLines(finding: Finding, style: Style): readonly string[] {
  const { location, firstAction, suppressedBy } = finding;
  const isConsequence = suppressedBy.length > 0;
  const colour = isConsequence ? "dim" : severityColours[finding.severity];
  const identity = facts(
    finding.id,
    finding.confidence,
    location === null ? null : location.file + (location.line === null ? "" : `:${location.line}`),
    isConsequence && `a consequence of ${suppressedBy.join(", ")}`,
  );
  return [
    `${severityMark(finding.severity, colour, style)} ${style.paint("bold", finding.title)}`,
    ...indented(identity, "dim", style),
    ...(isConsequence ? [] : indented(finding.explanation, null, style)),
    ...(isConsequence
      ? []
      : actionLines(firstAction.label, firstAction.command, riskWords[firstAction.risk], style)),
  ];
}

/** What to do first; the command stays on one line of its own so that it can be copied. */
export function actionLines(
  label: string,
  command: string | null,
  risk: string,
  style: Style,
): readonly string[] {
  return [
    ...indented(`First: ${label} (${risk})`, null, style),
    ...(command === null ? [] : [`    ${style.paint("cyan", command)}`]),
  ];
}

/** The mark of a severity on a screen, its word elsewhere. */
export function severityMark(severity: Severity, colour: Colour, style: Style): string {
  return style.paint(colour, style.isRich ? marks[severity] : `${severity}:`);
}

/** A paragraph below a finding's title. */
export function indented(text: string, colour: Colour | null, style: Style): readonly string[] {
  const width = style.width === null ? null : style.width - 2;
  return wrapText(text, width).map((line) => `  ${style.paint(colour, line)}`);
}
