import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { Guest, Log, Machine, MachineFacts, SecretVault } from "../../core/ports/machine.ts";
import type { GuestFailure } from "../../core/ports/door.ts";
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
    place: string | null,
    port: RecordedPort,
    method: string,
    question: RecordedEntry["question"],
    signal: AbortSignal | null = null,
  ): Promise<T> => {
    if (signal?.aborted === true) return failed({ reason: "aborted", detail: "cancelled" }) as T;
    const entry = book.next(place, port, method, question);
    if (entry === null) {
      const detail = notRecorded(`${method} ${JSON.stringify(question)}`);
      return failed({ reason: "not-recorded", detail }) as T;
    }
    await clock.pass(entry.elapsedMs);
    return entry.outcome as T;
  };

  const replayGuest = (facts: MachineFacts, place: string | null): Guest => {
    const ask = <T>(
      port: RecordedPort,
      method: string,
      question: RecordedEntry["question"],
      signal: AbortSignal | null = null,
    ): Promise<T> => answer(place, port, method, question, signal);
    return {
      facts,
      commands: { run: (spec, signal) => ask("commands", "run", questions.run(spec), signal) },
      files: {
        read: (path) => ask("files", "read", questions.path(path)),
        stat: (path) => ask("files", "stat", questions.path(path)),
        list: (path) => ask("files", "list", questions.path(path)),
        realPath: (path) => ask("files", "realPath", questions.path(path)),
      },
      processes: {
        list: () => ask("processes", "list", questions.processes()),
        environment: async (pid, names) => environmentOf(place, book, pid, names),
      },
      http: { request: (request, signal) => ask("http", "request", questions.request(request), signal) },
      tcp: {
        connect: (host, port, _timeoutMs, signal) => ask("tcp", "connect", questions.tcp(host, port), signal),
      },
      gateways: replayGateways(place, book, clock),
    };
  };

  return success({
    ...replayGuest(recording.value.machine.facts, null),
    guests: {
      async enter(door, signal) {
        const entered = await answer<Outcome<MachineFacts, GuestFailure>>(
          null,
          "guests",
          "enter",
          questions.enter(door),
          signal,
        );
        return entered.ok ? success(replayGuest(entered.value, door.namespace)) : entered;
      },
      leave: async () => {},
    },
    secrets: vault,
    clock,
    log,
  });
}

/** A recorded answer serves every question for some of its names; names that it lacks are not known to be unset. */
function environmentOf(
  place: string | null,
  book: AnswerBook,
  pid: number | "self",
  names: readonly string[],
): Outcome<Readonly<Record<string, string>>, ProcessFailure> {
  const recorded = book
    .all(place, "processes", "environment")
    .filter(({ question }) => question["pid"] === pid);
  const entry =
    book.next(place, "processes", "environment", questions.environment(pid, names)) ??
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
