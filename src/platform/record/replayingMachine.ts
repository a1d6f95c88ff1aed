import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { Log, Machine, SecretVault } from "../../core/ports/machine.ts";
import type { ProcessFailure } from "../../core/ports/processes.ts";
import { AnswerBook } from "./answerBook.ts";
import { questions } from "./questions.ts";
import { readRecording } from "./readRecording.ts";
import type { RecordedEntry, RecordedPort, RecordingFailure } from "./recordingFormat.ts";
import { notRecorded, replayGateways } from "./replayGateways.ts";
import { VirtualClock } from "./virtualClock.ts";

export interface ReplayOptions {
  readonly vault: SecretVault;
  readonly log: Log;
}

/**
 * A machine that answers from the recording in `dir` and reaches nothing else: no process, no network, no file but
 * the recording's own. What was not asked when it was taken fails with the reason `not-recorded`.
 */
export async function replayMachine(
  dir: string,
  { vault, log }: ReplayOptions,
): Promise<Outcome<Machine, RecordingFailure>> {
  const recording = await readRecording(dir);
  if (!recording.ok) return recording;
  const clock = new VirtualClock(recording.value.machine.takenAt);
  const book = new AnswerBook(recording.value, vault);

  /** The recorded answer, or a failure in the form that each port has for it. */
  const answer = async <T>(
    port: RecordedPort,
    method: string,
    question: RecordedEntry["question"],
    signal: AbortSignal | null = null,
  ): Promise<T> => {
    if (signal?.aborted === true) return failed({ reason: "aborted", detail: "cancelled" }) as T;
    const entry = book.next(port, method, question);
    if (entry === null) {
      const detail = notRecorded(`${method} ${JSON.stringify(question)}`);
      return failed({ reason: "not-recorded", detail }) as T;
    }
    await clock.pass(entry.elapsedMs);
    return entry.outcome as T;
  };

  return success({
    facts: recording.value.machine.facts,
    commands: { run: (spec, signal) => answer("commands", "run", questions.run(spec), signal) },
    files: {
      read: (path) => answer("files", "read", questions.path(path)),
      stat: (path) => answer("files", "stat", questions.path(path)),
      list: (path) => answer("files", "list", questions.path(path)),
      realPath: (path) => answer("files", "realPath", questions.path(path)),
    },
    processes: {
      list: () => answer("processes", "list", questions.processes()),
      environment: async (pid, names) => environmentOf(book, pid, names),
    },
    http: { request: (request, signal) => answer("http", "request", questions.request(request), signal) },
    tcp: {
      connect: (host, port, _timeoutMs, signal) =>
        answer("tcp", "connect", questions.tcp(host, port), signal),
    },
    gateways: replayGateways(book, clock),
    secrets: vault,
    clock,
    log,
  });
}

/** A recorded answer serves every question for some of its names; names that it lacks are not known to be unset. */
function environmentOf(
  book: AnswerBook,
  pid: number | "self",
  names: readonly string[],
): Outcome<Readonly<Record<string, string>>, ProcessFailure> {
  const recorded = book.all("processes", "environment").filter(({ question }) => question["pid"] === pid);
  const entry =
    book.next("processes", "environment", questions.environment(pid, names)) ??
    recorded.find(({ question }) => {
      const asked = question["names"];
      return Array.isArray(asked) && names.every((name) => asked.includes(name));
    });
  if (entry === undefined) {
    return failed({
      reason: "not-recorded",
      detail: notRecorded(`environment of ${pid}: ${names.join(", ")}`),
    });
  }
  if (!entry.outcome.ok) return failed(entry.outcome.failure as ProcessFailure);
  const values = entry.outcome.value as Readonly<Record<string, string>>;
  return success(Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))));
}
