import { encodeReport } from "../../core/contract/report.ts";
import { explainReport, explainReportSchema, type ExplainReport } from "../../core/contract/explainReport.ts";
import { explainText } from "../../core/faults/explain.ts";
import { riskWords } from "../../core/present/findingsModel.ts";
import { facts } from "../../core/present/treeNode.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exitCode.ts";
import { actionLines, indented, severityColours, severityMark } from "../render/findingLines.ts";
import { headlineLines } from "../render/headlineLines.ts";
import type { Style } from "../render/style.ts";

type ShownFault = ExplainReport["findings"][number];

export const explain: Command = {
  name: "explain",
  summary: "say which faults a log, a journal, a config or command output shows",
  positionals: "<file|->",
  positionalCount: 1,
  options: [],
  notes: ["- reads standard input. At most 8 MiB are read."],
  async run(session, args) {
    const [name = ""] = args.positionals;
    const { world, page } = session;
    const input = await world.readInput(name, session.signal);
    if (!input.ok) return { problem: input.failure };
    const machine = await session.openMachine();
    if (!machine.ok) return { problem: machine.failure };
    const redact = (text: string): string => machine.value.secrets.redact(text);
    const report = explainReport(explainText(world.catalogue.rules, input.value, redact));
    if (session.isJson) session.writeJson(encodeReport(explainReportSchema, report));
    const { findings, history } = report;
    page.write(findings.flatMap((fault) => faultLines(fault, page.style)));
    if (history.length > 0) {
      page.write(["", page.style.paint("bold", "Over by now")]);
      page.write(history.map((fault) => page.style.paint("dim", `  line ${fault.line}: ${fault.title}`)));
    }
    const isEmpty = input.value.trim() === "";
    page.write(
      headlineLines(
        isEmpty ? { severity: "none", text: "The input is empty." } : headline(report),
        page.style,
      ),
    );
    const isFault = findings.some(({ severity }) => severity !== "info");
    return { exitCode: isFault ? exitCode.fault : exitCode.nothingWrong };
  },
};

function faultLines(fault: ShownFault, style: Style): readonly string[] {
  const { severity, title, id, confidence, line, excerpt, firstAction, suppressedBy } = fault;
  const consequence = suppressedBy.length === 0 ? null : `a consequence of ${suppressedBy.join(", ")}`;
  return [
    `${severityMark(severity, severityColours[severity], style)} ${style.paint("bold", title)}`,
    ...indented(facts(id, confidence, consequence), "dim", style),
    ...indented(`line ${line}: ${excerpt}`, null, style),
    ...actionLines(firstAction.label, firstAction.command, riskWords[firstAction.risk], style),
  ];
}

function headline({ findings, history }: ExplainReport): Parameters<typeof headlineLines>[0] {
  const [first] = findings;
  if (first !== undefined) return { severity: first.severity, text: `Line ${first.line}: ${first.title}` };
  const text =
    history.length > 0
      ? "The text shows no fault that is not over by its end."
      : "No known fault shows in this text. That alone does not prove that nothing is wrong.";
  return { severity: "none", text };
}
