import path from "node:path";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import { nodeFiles } from "../files/nodeFiles.ts";
import {
  fileOf,
  machineFile,
  parseEntry,
  parseMachine,
  recordedPorts,
  recordingSchemaVersion,
  type RecordedEntry,
  type RecordedMachine,
  type RecordedPort,
  type RecordingFailure,
} from "./recordingFormat.ts";

const maxFileBytes = 64 * 1024 * 1024;

/** What a directory holds that `record` has written. */
export interface ReadRecording {
  readonly machine: RecordedMachine;
  readonly entries: ReadonlyMap<RecordedPort, readonly RecordedEntry[]>;
}

/** Reads and checks a recording. A port without a file was not recorded; anything else that is missing is an error. */
export async function readRecording(dir: string): Promise<Outcome<ReadRecording, RecordingFailure>> {
  const machine = await readMachine(dir);
  if (!machine.ok) return machine;
  const entries = new Map<RecordedPort, readonly RecordedEntry[]>();
  for (const port of recordedPorts) {
    const read = await readPort(path.join(dir, fileOf(port)), port);
    if (!read.ok) return read;
    entries.set(port, read.value);
  }
  return success({ machine: machine.value, entries });
}

async function readMachine(dir: string): Promise<Outcome<RecordedMachine, RecordingFailure>> {
  const file = path.join(dir, machineFile);
  const found = await nodeFiles.stat(dir);
  if (!found.ok) {
    const reason = found.failure.reason === "not-found" ? "not-found" : "not-a-recording";
    return failed({ reason, detail: found.failure.detail, file: dir, line: null });
  }
  const fail = (reason: RecordingFailure["reason"], detail: string) =>
    failed<RecordingFailure>({ reason, detail, file, line: null });
  if (found.value.kind !== "directory") {
    return failed({ reason: "not-a-recording", detail: `${dir} is no directory`, file: dir, line: null });
  }
  const text = await nodeFiles.read(file, maxFileBytes);
  if (!text.ok) {
    return text.failure.reason === "not-found"
      ? fail("not-a-recording", `${dir} holds no ${machineFile}`)
      : fail("broken", text.failure.detail);
  }
  const json = parseJson(text.value);
  if ("problem" in json) return fail("broken", json.problem);
  // A newer recording may lack what this reader checks for, so its version is looked at first.
  const { schemaVersion } = Object(json.value) as { schemaVersion?: unknown };
  if (typeof schemaVersion === "number" && schemaVersion > recordingSchemaVersion) {
    return fail("newer", `schemaVersion ${schemaVersion} is newer than ${recordingSchemaVersion}`);
  }
  const machine = parseMachine(json.value);
  return typeof machine === "string" ? fail("not-a-recording", machine) : success(machine);
}

async function readPort(
  file: string,
  port: RecordedPort,
): Promise<Outcome<readonly RecordedEntry[], RecordingFailure>> {
  const text = await nodeFiles.read(file, maxFileBytes);
  if (!text.ok) {
    return text.failure.reason === "not-found"
      ? success([])
      : failed({ reason: "broken", detail: text.failure.detail, file, line: null });
  }
  const entries: RecordedEntry[] = [];
  for (const [index, line] of text.value.split("\n").entries()) {
    if (line.trim() === "") continue;
    const json = parseJson(line);
    const entry = "problem" in json ? json.problem : parseEntry(port, json.value);
    if (typeof entry === "string") {
      return failed({ reason: "broken", detail: entry, file, line: index + 1 });
    }
    entries.push(entry);
  }
  return success(entries);
}

function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
