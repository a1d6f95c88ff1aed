import type { RecordingFailure } from "../platform/record/recordingFormat.ts";
import { wrongUse, type Problem } from "./problem.ts";

const hints: Readonly<Record<RecordingFailure["reason"], string>> = {
  "not-found": "Make a recording with: gateway-lens record DIR",
  "not-a-recording": "Make a recording with: gateway-lens record DIR",
  broken: "The file was changed or cut. Record again with: gateway-lens record DIR",
  newer: "Replay it with the version of gateway-lens that wrote it, or a newer one.",
  "not-empty": "Name a new or empty directory.",
  "not-writable": "Name a directory that you may write to.",
};

/** A recording that cannot be read or written is wrong use: the user named it. */
export function recordingProblem({ reason, detail, file, line }: RecordingFailure): Problem {
  const where = line === null ? file : `${file}:${line}`;
  const message = detail.includes(file) ? `${detail}.` : `${where}: ${detail}.`;
  return wrongUse(`recording-${reason}`, message, hints[reason]);
}
