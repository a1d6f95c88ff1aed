import { encodeReport } from "../../core/contract/report.ts";
import { tokensReport, tokensReportSchema } from "../../core/contract/tokensReport.ts";
import { judge } from "../../core/look.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { Snapshot } from "../../core/model/snapshot.ts";
import { tokensModel } from "../../core/present/tokensModel.ts";
import { settleTarget } from "../../core/settleTarget.ts";
import type { Command } from "../command.ts";
import { exitCode, exitCodeOfFindings } from "../exitCode.ts";
import { findingsLines } from "../render/findingLines.ts";
import { headlineLines } from "../render/headlineLines.ts";
import { tokenLines } from "../render/tokenLines.ts";
import { lookAround } from "../session.ts";
import { hasNothing, nothingHere } from "./topology.ts";

export const tokens: Command = {
  name: "tokens",
  summary: "show every source of a gateway credential, who wins and why, as fingerprints",
  positionals: "",
  positionalCount: 0,
  options: [],
  notes: [
    "A fingerprint is a hash under a key of this install: two runs here compare, nothing else can be done with it.",
  ],
  async run(session, _args) {
    const machine = await session.openMachine();
    if (!machine.ok) return { problem: machine.failure };
    const seen = await lookAround(session, machine.value);
    const { snapshot } = seen;
    const target = await settleTarget(seen, undefined);
    const diagnosis = judge(
      session.world.catalogue,
      snapshot,
      { target: target.ok ? target.value : null, ladder: null },
      machine.value.log,
    );
    const findings = diagnosis.findings.filter(isAboutTokens);
    if (session.isJson) {
      session.writeJson(encodeReport(tokensReportSchema, tokensReport(snapshot, findings)));
    }
    const { page } = session;
    const all = tokensModel(snapshot);
    page.write(all.flatMap((each, index) => [...(index === 0 ? [] : [""]), ...tokenLines(each, page.style)]));
    page.write(findingsLines(findings, page.style));
    page.write(headlineLines(headline(snapshot, findings), page.style));
    return { exitCode: hasNothing(snapshot) ? exitCode.notJudged : exitCodeOfFindings(findings) };
  },
};

function headline(snapshot: Snapshot, findings: readonly Finding[]): Parameters<typeof headlineLines>[0] {
  const [first] = findings;
  if (hasNothing(snapshot)) return { severity: "none", text: nothingHere };
  if (first !== undefined) return { severity: first.severity, text: first.title };
  const all = tokensModel(snapshot);
  if (all.length === 0)
    return { severity: "none", text: "No source of a gateway credential was found here." };
  const used = all.flatMap(({ sources }) => sources).filter(({ source }) => source.state === "used");
  if (used.some(({ agrees }) => agrees === null)) {
    return { severity: "none", text: "Not every source that is in use can be compared." };
  }
  if (used.some(({ agrees }) => agrees === false)) {
    return { severity: "none", text: "Sources that are in use differ, each from its own gateway's." };
  }
  const isRunning = all.some(({ servers }) => servers.length > 0);
  const when = isRunning ? "in use" : "used after the next start";
  return { severity: "ok", text: `The sources that are ${when} agree.` };
}

function isAboutTokens({ id, layer }: Finding): boolean {
  return layer === "auth" || id.includes("token");
}
