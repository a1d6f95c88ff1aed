import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { MachineFacts, SecretVault } from "../../core/ports/machine.ts";
import {
  fileOf,
  machineFile,
  recordedPorts,
  recordingSchemaVersion,
  type RecordedEntry,
  type RecordedPort,
  type RecordingFailure,
} from "./recordingFormat.ts";
import { redactEntry } from "./redactRecorded.ts";

/** What a recording consists of, with its secrets still in it. */
export interface Recording {
  readonly version: string;
  readonly takenAt: number;
  readonly facts: MachineFacts;
  readonly vault: SecretVault;
  readonly entries: readonly { readonly port: RecordedPort; readonly entry: RecordedEntry }[];
}

/** Makes the directory of a recording; fails when it is there and not empty, so that no file of a user is touched. */
export async function prepareRecordingDir(dir: string): Promise<Outcome<void, RecordingFailure>> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const names = await readdir(dir);
    if (names.length === 0) return success(undefined);
    const detail = `${dir} is not empty: it holds ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;
    return failed({ reason: "not-empty", detail, file: dir, line: null });
  } catch (error) {
    return failed(notWritable(dir, error));
  }
}

/** Writes a recording without its secrets: a file for the machine and one for each port; the number of answers. */
export async function writeRecording(
  dir: string,
  { version, takenAt, facts, vault, entries }: Recording,
): Promise<Outcome<number, RecordingFailure>> {
  const prepared = await prepareRecordingDir(dir);
  if (!prepared.ok) return prepared;
  // The first time finds the secrets, the second time hides them everywhere.
  for (const { port, entry } of entries) redactEntry(port, entry, vault);
  const texts = new Map<RecordedPort, string[]>(recordedPorts.map((port) => [port, []]));
  for (const { port, entry } of entries) {
    texts.get(port)?.push(`${JSON.stringify(redactEntry(port, entry, vault))}\n`);
  }
  const machine = vault.redact(
    JSON.stringify(
      { product: "gateway-lens", schemaVersion: recordingSchemaVersion, version, takenAt, facts },
      null,
      2,
    ),
  );
  try {
    for (const [port, lines] of texts) await writeNew(path.join(dir, fileOf(port)), lines.join(""));
    // Last, so that a directory that has it is complete.
    await writeNew(path.join(dir, machineFile), `${machine}\n`);
  } catch (error) {
    return failed(notWritable(dir, error));
  }
  return success(entries.length);
}

function writeNew(file: string, text: string): Promise<void> {
  return writeFile(file, text, { mode: 0o600, flag: "wx" });
}

function notWritable(dir: string, error: unknown): RecordingFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return { reason: "not-writable", detail, file: dir, line: null };
}
