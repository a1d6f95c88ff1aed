import type { SecretVault } from "../../core/ports/machine.ts";
import { keyOf } from "./questions.ts";
import type { ReadRecording } from "./readRecording.ts";
import type { RecordedEntry, RecordedPort } from "./recordingFormat.ts";
import { redactQuestion } from "./redactRecorded.ts";

/** The answers of a recording: a question that is asked again gets the next answer, and at the end the last one again. */
export class AnswerBook {
  readonly #recording: ReadRecording;
  readonly #vault: SecretVault;
  readonly #answers = new Map<string, RecordedEntry[]>();
  readonly #asked = new Map<string, number>();

  constructor(recording: ReadRecording, vault: SecretVault) {
    this.#recording = recording;
    this.#vault = vault;
    for (const [port, entries] of recording.entries) {
      for (const entry of entries) {
        const key = keyIn(entry.place ?? null, port, entry.method, entry.question);
        this.#answers.set(key, [...(this.#answers.get(key) ?? []), entry]);
      }
    }
  }

  /** Null when the question is not in the recording. `place` is the guest that is asked, or null. */
  next(
    place: string | null,
    port: RecordedPort,
    method: string,
    question: RecordedEntry["question"],
  ): RecordedEntry | null {
    const key = keyIn(place, port, method, redactQuestion(question, this.#vault));
    const answers = this.#answers.get(key);
    if (answers === undefined) return null;
    const count = this.#asked.get(key) ?? 0;
    this.#asked.set(key, count + 1);
    return answers[Math.min(count, answers.length - 1)] ?? null;
  }

  /** Every recorded answer of one method in one place. */
  all(place: string | null, port: RecordedPort, method: string): readonly RecordedEntry[] {
    const entries = this.#recording.entries.get(port) ?? [];
    return entries.filter((entry) => entry.method === method && (entry.place ?? null) === place);
  }
}

function keyIn(
  place: string | null,
  port: RecordedPort,
  method: string,
  question: RecordedEntry["question"],
): string {
  return `${place ?? ""} ${port} ${keyOf(method, question)}`;
}
