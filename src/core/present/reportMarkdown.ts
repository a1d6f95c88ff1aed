import type { Finding } from "../model/finding.ts";
import type { ProbeRun } from "../probeRun.ts";
import { elapsedText } from "./durationText.ts";
import { riskWords } from "./findingsModel.ts";
import { headlineOfRun } from "./headlineModel.ts";
import { ladderRow } from "./ladderModel.ts";

/** A run as Markdown, for an issue or a chat. It holds what the screen shows: no secret, no raw answer. */
export function reportMarkdown(run: ProbeRun): string {
  const { target, ladder, diagnosis } = run;
  const rows = ladder.results
    .map(ladderRow)
    .map((row) => `| ${inline(row.title)} | ${row.stateWord} | ${row.elapsed} | ${inline(row.text)} |`);
  return [
    `# Gateway ${target.id}`,
    "",
    `**${inline(headlineOfRun(run).text)}**`,
    "",
    `Asked at ${target.url} (named by ${target.chosenBy}) on ${new Date(run.startedAt).toISOString()}, ` +
      `${elapsedText(run.elapsedMs)}.`,
    "",
    "## Findings",
    "",
    ...(diagnosis.findings.length === 0 ? ["None.", ""] : diagnosis.findings.flatMap(findingLines)),
    "## Ladder",
    "",
    "| rung | state | time | what it says |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function findingLines(finding: Finding): readonly string[] {
  const { location, firstAction, suppressedBy } = finding;
  return [
    `### ${inline(finding.title)}`,
    "",
    `\`${finding.id}\`, ${finding.severity}, ${finding.confidence}` +
      (suppressedBy.length === 0 ? "" : `, a consequence of ${suppressedBy.join(", ")}`),
    "",
    inline(finding.explanation),
    "",
    ...(location === null
      ? []
      : [`Where: \`${location.file}${location.line === null ? "" : `:${location.line}`}\``, ""]),
    `First: ${inline(firstAction.label)} (${riskWords[firstAction.risk]})`,
    "",
    ...(firstAction.command === null ? [] : ["```sh", firstAction.command, "```", ""]),
  ];
}

/** Text from outside must not become a link, an image or HTML in somebody's issue. */
function inline(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&").replaceAll(/\s*\n\s*/g, " ");
}
