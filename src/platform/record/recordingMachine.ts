import { success, type Outcome } from "../../core/base/outcome.ts";
import type { GatewayDialog } from "../../core/ports/gatewayDialog.ts";
import type { Machine } from "../../core/ports/machine.ts";
import { questions } from "./questions.ts";
import type { RecordedEntry, RecordedPort, RecordingFailure } from "./recordingFormat.ts";
import { writeRecording } from "./writeRecording.ts";

/** A machine that answers as another one does, and remembers every answer. */
export interface RecordingMachine {
  readonly machine: Machine;
  /** Writes what was asked and answered so far, without secrets, to a new or empty directory; the number of answers. */
  flush(dir: string): Promise<Outcome<number, RecordingFailure>>;
}

/**
 * Wraps `machine`. Answers stay in memory until `flush`, and are redacted only then: a secret that is found late
 * is gone from what was read early.
 */
export function recordMachine(machine: Machine, version: string): RecordingMachine {
  const takenAt = machine.clock.now();
  const slots: { readonly port: RecordedPort; entry: RecordedEntry | null }[] = [];

  const record = async <T, F extends { readonly reason: string; readonly detail: string }>(
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
    slot.entry = { method, question, at, elapsedMs, outcome: stored };
    return outcome;
  };

  const { commands, files, processes, http, tcp, gateways } = machine;
  const recordDialog = (url: string, dialog: GatewayDialog): GatewayDialog => ({
    challenge: dialog.challenge,
    connect: (request, signal) =>
      record("websocket", "connect", questions.connect(url, request), () => dialog.connect(request, signal)),
    call: (method, params, timeoutMs, signal) =>
      record("websocket", "call", questions.call(url, method, params), () =>
        dialog.call(method, params, timeoutMs, signal),
      ),
    close: () => dialog.close(),
  });

  return {
    machine: {
      ...machine,
      commands: {
        run: (spec, signal) =>
          record("commands", "run", questions.run(spec), () => commands.run(spec, signal)),
      },
      files: {
        read: (path, maxBytes) =>
          record("files", "read", questions.path(path), () => files.read(path, maxBytes)),
        stat: (path) => record("files", "stat", questions.path(path), () => files.stat(path)),
        list: (path) => record("files", "list", questions.path(path), () => files.list(path)),
        realPath: (path) => record("files", "realPath", questions.path(path), () => files.realPath(path)),
      },
      processes: {
        list: () => record("processes", "list", questions.processes(), () => processes.list()),
        environment: (pid, names) =>
          record("processes", "environment", questions.environment(pid, names), () =>
            processes.environment(pid, names),
          ),
      },
      http: {
        request: (request, signal) =>
          record("http", "request", questions.request(request), () => http.request(request, signal)),
      },
      tcp: {
        connect: (host, port, timeoutMs, signal) =>
          record("tcp", "connect", questions.tcp(host, port), () =>
            tcp.connect(host, port, timeoutMs, signal),
          ),
      },
      gateways: {
        async dial(url, timeoutMs, signal) {
          const opened = await record(
            "websocket",
            "dial",
            questions.dial(url),
            () => gateways.dial(url, timeoutMs, signal),
            (dialog) => dialog.challenge,
          );
          return opened.ok ? success(recordDialog(url, opened.value)) : opened;
        },
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
