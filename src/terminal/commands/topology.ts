import { encodeReport } from "../../core/contract/report.ts";
import { topologyReport, topologyReportSchema } from "../../core/contract/topologyReport.ts";
import { judge } from "../../core/look.ts";
import type { Snapshot } from "../../core/model/snapshot.ts";
import { treeModel } from "../../core/present/treeModel.ts";
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
    const { snapshot } = await lookAround(session, machine.value);
    const { catalogue } = session.world;
    const diagnosis = judge(catalogue, snapshot, null, machine.value.log);
    if (session.isJson) {
      session.writeJson(encodeReport(topologyReportSchema, topologyReport(snapshot, diagnosis)));
    }
    const { page } = session;
    page.write(treeLines(treeModel(snapshot), page.style));
    page.write(findingsLines(diagnosis.findings, page.style));
    const isEmpty = hasNothing(snapshot);
    if (isEmpty) page.write(headlineLines({ severity: "none", text: nothingHere }, page.style));
    return { exitCode: isEmpty ? exitCode.notJudged : exitCodeOfFindings(diagnosis.findings) };
  },
};

export const nothingHere = "No gateway, config or install was found here.";

/** Whether there is nothing of OpenClaw in any namespace. */
export function hasNothing(snapshot: Snapshot): boolean {
  const hasConfig = [...snapshot.configs.values()].some((config) => !config.known || config.value.exists);
  const hasParts = snapshot.namespaces.some(
    ({ installs, supervisors }) => installs.length > 0 || supervisors.length > 0,
  );
  return snapshot.gateways.length === 0 && !hasConfig && !hasParts;
}
