import { success, type Outcome } from "../../core/base/outcome.ts";
import type { GatewayDialog } from "../../core/ports/gatewayDialog.ts";
import type { Guest, Machine } from "../../core/ports/machine.ts";
import { questions } from "./questions.ts";
import type { RecordedEntry, RecordedPort, RecordingFailure } from "./recordingFormat.ts";
import { writeRecording } from "./writeRecording.ts";

/** A machine that answers as another one does, and remembers every answer. */
export interface RecordingMachine {
  readonly machine: Machine;
  /** Writes what was asked and answered so far, without secrets, to a new or empty directory; the number of answers. */
  flush(dir: string): Promise<Outcome<number, RecordingFailure>>;
}

type Ask = <T, F extends { readonly reason: string; readonly detail: string }>(
  port: RecordedPort,
  method: string,
  question: RecordedEntry["question"],
  ask: () => Promise<Outcome<T, F>>,
  toStored?: (value: T) => unknown,
) => Promise<Outcome<T, F>>;

/**
 * Wraps `machine`. Answers stay in memory until `flush`, and are redacted only then: a secret that is found late
 * is gone from what was read early.
 */
export function recordMachine(machine: Machine, version: string): RecordingMachine {
  const takenAt = machine.clock.now();
  const slots: { readonly port: RecordedPort; entry: RecordedEntry | null }[] = [];

  const record = async <T, F extends { readonly reason: string; readonly detail: string }>(
    place: string | null,
    port: RecordedPort,
    method: string,
    question: RecordedEntry["question"],
    ask: () => Promise<Outcome<T, F>>,
    toStored: (value: T) => unknown = (value) => value,
  ): Promise<Outcome<T, F>> => {
    // The place is taken before the answer is there: entries stand in the order of the questions.
    const slot: (typeof slots)[number] = { port, entry: null };
    slots.push(slot);
    const at = machine.clock.now();
    const started = machine.clock.elapsed();
    const outcome = await ask();
    const elapsedMs = Math.round((machine.clock.elapsed() - started) * 10) / 10;
    const stored = outcome.ok ? success(toStored(outcome.value)) : outcome;
    slot.entry = { ...(place === null ? {} : { place }), method, question, at, elapsedMs, outcome: stored };
    return outcome;
  };

  /** `guest` as its namespace `place` shows it; null for the machine itself. */
  const recordGuest = (guest: Guest, place: string | null): Guest => {
    const { facts, commands, files, processes, http, tcp, gateways } = guest;
    const ask: Ask = (...question) => record(place, ...question);
    const dialogOf = (url: string, dialog: GatewayDialog): GatewayDialog => ({
      challenge: dialog.challenge,
      connect: (request, signal) =>
        ask("websocket", "connect", questions.connect(url, request), () => dialog.connect(request, signal)),
      call: (method, params, timeoutMs, signal) =>
        ask("websocket", "call", questions.call(url, method, params), () =>
          dialog.call(method, params, timeoutMs, signal),
        ),
      close: () => dialog.close(),
    });

    return {
      facts,
      commands: {
        run: (spec, signal) => ask("commands", "run", questions.run(spec), () => commands.run(spec, signal)),
      },
      files: {
        read: (path, maxBytes) =>
          ask("files", "read", questions.path(path), () => files.read(path, maxBytes)),
        stat: (path) => ask("files", "stat", questions.path(path), () => files.stat(path)),
        list: (path) => ask("files", "list", questions.path(path), () => files.list(path)),
        realPath: (path) => ask("files", "realPath", questions.path(path), () => files.realPath(path)),
      },
      processes: {
        list: () => ask("processes", "list", questions.processes(), () => processes.list()),
        environment: (pid, names) =>
          ask("processes", "environment", questions.environment(pid, names), () =>
            processes.environment(pid, names),
          ),
      },
      http: {
        request: (request, signal) =>
          ask("http", "request", questions.request(request), () => http.request(request, signal)),
      },
      tcp: {
        connect: (host, port, timeoutMs, signal) =>
          ask("tcp", "connect", questions.tcp(host, port), () => tcp.connect(host, port, timeoutMs, signal)),
      },
      gateways: {
        async dial(url, timeoutMs, signal) {
          const opened = await ask(
            "websocket",
            "dial",
            questions.dial(url),
            () => gateways.dial(url, timeoutMs, signal),
            (dialog) => dialog.challenge,
          );
          return opened.ok ? success(dialogOf(url, opened.value)) : opened;
        },
      },
    };
  };

  return {
    machine: {
      ...machine,
      ...recordGuest(machine, null),
      guests: {
        async enter(door, signal) {
          const entered = await record(
            null,
            "guests",
            "enter",
            questions.enter(door),
            () => machine.guests.enter(door, signal),
            ({ facts }) => facts,
          );
          return entered.ok ? success(recordGuest(entered.value, door.namespace)) : entered;
        },
        leave: () => machine.guests.leave(),
      },
    },
    flush: (dir) =>
      writeRecording(dir, {
        version,
        takenAt,
        facts: machine.facts,
        vault: machine.secrets,
        entries: slots.flatMap(({ port, entry }) => (entry === null ? [] : [{ port, entry }])),
      }),
  };
}
