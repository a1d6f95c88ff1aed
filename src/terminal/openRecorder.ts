import { failed, success, type Outcome } from "../core/base/outcome.ts";
import type { Machine } from "../core/ports/machine.ts";
import { recordMachine } from "../platform/record/recordingMachine.ts";
import { prepareRecordingDir } from "../platform/record/writeRecording.ts";
import type { Problem } from "./problem.ts";
import { recordingProblem } from "./recordingProblem.ts";
import type { Recorder } from "./world.ts";

/** Makes sure that `dir` can take a recording before anything is asked, and records `machine` from then on. */
export async function openRecorder(
  machine: Machine,
  version: string,
  dir: string,
): Promise<Outcome<Recorder, Problem>> {
  const prepared = await prepareRecordingDir(dir);
  if (!prepared.ok) return failed(recordingProblem(prepared.failure));
  const recording = recordMachine(machine, version);
  return success({
    machine: recording.machine,
    flush: async () => {
      const written = await recording.flush(dir);
      return written.ok ? written : failed(recordingProblem(written.failure));
    },
  });
}
