import { encodeReport } from "../../core/contract/report.ts";
import { topologyReport, topologyReportSchema } from "../../core/contract/topologyReport.ts";
import { judge } from "../../core/look.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { Snapshot } from "../../core/model/snapshot.ts";
import { treeModel } from "../../core/present/treeModel.ts";
import { settleTarget } from "../../core/settleTarget.ts";
import type { Command } from "../command.ts";
import { exitCode, exitCodeOfFindings } from "../exitCode.ts";
import { findingsLines } from "../render/findingLines.ts";
import { headlineLines } from "../render/headlineLines.ts";
import { treeLines } from "../render/treeLines.ts";
import { lookAround } from "../session.ts";

export const topology: Command = {
  name: "topology",
  summary: "show who runs and listens where, and which token counts",
  positionals: "",
  positionalCount: 0,
  options: [],
  notes: ["Findings that need a ladder are left to `gateway-lens probe`."],
  async run(session, _args) {
    const machine = await session.openMachine();
    if (!machine.ok) return { problem: machine.failure };
    const seen = await lookAround(session, machine.value);
    const { snapshot } = seen;
    const target = await settleTarget(seen, undefined);
    const { catalogue } = session.world;
    const diagnosis = judge(
      catalogue,
      snapshot,
      { target: target.ok ? target.value : null, ladder: null },
      machine.value.log,
    );
    if (session.isJson) {
      session.writeJson(encodeReport(topologyReportSchema, topologyReport(snapshot, diagnosis)));
    }
    const { page } = session;
    page.write(treeLines(treeModel(snapshot), page.style));
    page.write(findingsLines(diagnosis.findings, page.style));
    page.write(headlineLines(headline(snapshot, diagnosis.findings), page.style));
    return { exitCode: hasNothing(snapshot) ? exitCode.notJudged : exitCodeOfFindings(diagnosis.findings) };
  },
};

function headline(snapshot: Snapshot, findings: readonly Finding[]): Parameters<typeof headlineLines>[0] {
  const [first] = findings;
  if (first !== undefined) return { severity: first.severity, text: first.title };
  if (hasNothing(snapshot)) return { severity: "none", text: nothingHere };
  const count = snapshot.gateways.length;
  const gateways = count === 0 ? "No gateway runs" : count === 1 ? "1 gateway runs" : `${count} gateways run`;
  return { severity: "none", text: `${gateways} here. gateway-lens probe looks closer.` };
}

export const nothingHere = "No gateway, config or install was found here.";

/** Whether there is nothing of OpenClaw in any namespace. */
export function hasNothing(snapshot: Snapshot): boolean {
  const hasConfig = [...snapshot.configs.values()].some((config) => !config.known || config.value.exists);
  const hasParts = snapshot.namespaces.some(
    ({ installs, supervisors }) => installs.length > 0 || supervisors.length > 0,
  );
  return snapshot.gateways.length === 0 && !hasConfig && !hasParts;
}
