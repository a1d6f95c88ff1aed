import { encodeReport } from "../../core/contract/report.ts";
import { probeReport, probeReportSchema } from "../../core/contract/probeReport.ts";
import { headlineOfRun } from "../../core/present/headlineModel.ts";
import type { Command } from "../command.ts";
import { climbTarget } from "../climbTarget.ts";
import { exitCodeOfLadder } from "../exitCode.ts";
import { junit } from "../junit.ts";
import { findingsLines } from "../render/findingLines.ts";
import { headlineLines } from "../render/headlineLines.ts";
import { lookAround } from "../session.ts";

export const targetOption = {
  name: "target",
  value: "ID",
  help: "a gateway id, a namespace id or a loopback URL",
} as const;

export const withCliOption = {
  name: "with-cli",
  value: null,
  help: "ask the openclaw command also for what the gateway has answered",
} as const;

export const probe: Command = {
  name: "probe",
  summary: "climb the ladder of one gateway and say what is wrong, with evidence",
  positionals: "",
  positionalCount: 0,
  options: [
    targetOption,
    { name: "quick", value: null, help: "stop before anything that starts an openclaw process" },
    withCliOption,
    { name: "junit", value: "FILE", help: "also write the result as JUnit XML" },
  ],
  notes: [
    "Without --target: OPENCLAW_GATEWAY_URL, else the port of this user's config, else the only gateway.",
    "Nothing on the gateway is changed.",
  ],
  async run(session, args) {
    const machine = await session.openMachine();
    if (!machine.ok) return { problem: machine.failure };
    const seen = await lookAround(session, machine.value);
    const options = { quick: args.has("quick"), withCli: args.has("with-cli") };
    const climbed = await climbTarget(session, seen, args.valueOf("target"), options);
    if (!climbed.ok) return { problem: climbed.failure };
    const run = climbed.value;
    const file = args.valueOf("junit");
    const written = file === undefined ? null : await session.world.writeFile(file, junit(run));
    // One JSON document per run: what went wrong replaces the result.
    if (written?.ok === false && session.isJson) return { problem: written.failure };
    if (session.isJson) session.writeJson(encodeReport(probeReportSchema, probeReport(run)));
    const { page } = session;
    page.write(findingsLines(run.diagnosis.findings, page.style));
    page.write(headlineLines(headlineOfRun(run), page.style));
    if (written?.ok === false) return { problem: written.failure };
    return { exitCode: exitCodeOfLadder(run.diagnosis.findings, run.ladder.results) };
  },
};
