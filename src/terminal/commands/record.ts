import { headlineOfRun } from "../../core/present/headlineModel.ts";
import type { Command } from "../command.ts";
import { climbTarget } from "../climbTarget.ts";
import { exitCodeOfLadder } from "../exitCode.ts";
import { headlineLines } from "../render/headlineLines.ts";
import { lookAround } from "../session.ts";
import { targetOption, withCliOption } from "./probe.ts";

export const record: Command = {
  name: "record",
  summary: "save what this machine answers, without secrets, so that any run can be replayed",
  positionals: "<dir>",
  positionalCount: 1,
  options: [targetOption, withCliOption],
  notes: [
    "The directory must be empty or new. Only questions and answers are saved; findings follow from them again.",
  ],
  async run(session, args) {
    const { world, page } = session;
    const [dir = ""] = args.positionals;
    const machine = await session.openMachine();
    if (!machine.ok) return { problem: machine.failure };
    const recorder = await world.openRecorder(machine.value, dir);
    if (!recorder.ok) return { problem: recorder.failure };
    const seen = await lookAround(session, recorder.value.machine);
    const options = { quick: false, withCli: args.has(withCliOption.name) };
    const climbed = await climbTarget(session, seen, args.valueOf("target"), options);
    const flushed = await recorder.value.flush();
    if (!flushed.ok) return { problem: flushed.failure };
    const answers = flushed.value;
    const target = args.valueOf("target");
    const replay = `gateway-lens probe --replay ${dir}${target === undefined ? "" : ` --target ${target}`}`;
    page.write(["", `Recorded ${answers} answers in ${dir}. Replay them with: ${replay}`]);
    if (!climbed.ok) return { problem: climbed.failure };
    if (session.isJson)
      session.writeJson(JSON.stringify({ schemaVersion: 1, directory: dir, answers, replay }, null, 2));
    const run = climbed.value;
    page.write(headlineLines(headlineOfRun(run), page.style));
    return { exitCode: exitCodeOfLadder(run.diagnosis.findings, run.ladder.results) };
  },
};
