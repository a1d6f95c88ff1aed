/** Composition root of the command line: binds what the commands need to this process. No logic. */
import manifest from "../package.json" with { type: "json" };
import { catalogue } from "./core/catalogue.ts";
import { liveMachine } from "./platform/liveMachine.ts";
import { exitCode } from "./terminal/exitCode.ts";
import { main } from "./terminal/main.ts";
import { openRecorder } from "./terminal/openRecorder.ts";
import { openReplay } from "./terminal/openReplay.ts";
import { processOutput } from "./terminal/processOutput.ts";
import { readInput } from "./terminal/readInput.ts";
import { writeFile } from "./terminal/writeFile.ts";

const { version } = manifest;
const cancel = new AbortController();

process.on("SIGINT", () => {
  // The first one ends the run with what is known by then; whoever presses again does not want to wait for it.
  if (cancel.signal.aborted) process.exit(exitCode.cancelled);
  cancel.abort("cancelled");
});
// Until the end has said otherwise, nothing was judged.
process.exitCode = exitCode.notJudged;

void main({
  args: process.argv.slice(2),
  env: process.env,
  version,
  stdout: processOutput(process.stdout, () => process.exit(exitCode.outputClosed)),
  stderr: processOutput(process.stderr, () => undefined),
  catalogue,
  cancelled: cancel.signal,
  openLive: async ({ profile, log }) => liveMachine({ profile, log, version }),
  openReplay,
  openRecorder: (machine, dir) => openRecorder(machine, version, dir),
  readInput: (name, signal) => readInput(name, process.stdin, signal),
  writeFile,
}).then((code) => {
  // Waits until all is written; a pipe takes it in its own time.
  process.stdout.write("", () => process.exit(code));
});
