import type { Outcome } from "../base/outcome.ts";
import type { EvidenceId, NamespaceId } from "../model/ids.ts";
import type { GatewayDialog } from "../ports/gatewayDialog.ts";
import type { Machine } from "../ports/machine.ts";
import type { ObservedDialog, Ports, Witnessed } from "../ports/observed.ts";
import type { EvidenceBook } from "./evidenceBook.ts";
import { questions, type Question } from "./questions.ts";

const excerptChars = 600;

/**
 * Wraps a machine so that every answer leaves evidence in `book`, redacted by the machine's own vault. For a guest,
 * `place` is the namespace that its evidence names.
 */
export function observePorts(machine: Machine, book: EvidenceBook, place: NamespaceId | null = null): Ports {
  const witness = async <T, F extends { readonly reason: string; readonly detail: string }>(
    source: string,
    question: Question<T>,
    ask: () => Promise<Outcome<T, F>>,
  ): Promise<Witnessed<Outcome<T, F>>> => {
    const at = machine.clock.now();
    const started = machine.clock.elapsed();
    const outcome = await ask();
    const redact = (text: string): string => machine.secrets.redact(text);
    const id: EvidenceId = redact(`${place === null ? "" : `${place}/`}${source}:${question.what}`);
    book.add({
      id,
      source,
      what: redact(place === null ? question.what : `${question.what} (in ${place})`),
      at,
      elapsedMs: Math.round((machine.clock.elapsed() - started) * 10) / 10,
      status: redact(outcome.ok ? question.status(outcome.value) : outcome.failure.reason),
      excerpt: redact(outcome.ok ? question.excerpt(outcome.value) : outcome.failure.detail).slice(
        0,
        excerptChars,
      ),
    });
    return { ...outcome, evidence: id };
  };

  const { commands, files, processes, http, tcp, gateways, guests } = machine;
  const observeDialog = (url: string, dialog: GatewayDialog): ObservedDialog => ({
    challenge: dialog.challenge,
    connect: (request, signal) =>
      witness("gateways", questions.connect(url, request), () => dialog.connect(request, signal)),
    call: (method, params, timeoutMs, signal) =>
      witness("gateways", questions.call(url, method), () => dialog.call(method, params, timeoutMs, signal)),
    close: () => dialog.close(),
  });

  return {
    facts: machine.facts,
    secrets: machine.secrets,
    clock: machine.clock,
    log: machine.log,
    commands: {
      run: (spec, signal) => witness("commands", questions.run(spec), () => commands.run(spec, signal)),
    },
    files: {
      read: (path, maxBytes) => witness("files", questions.read(path), () => files.read(path, maxBytes)),
      stat: (path) => witness("files", questions.stat(path), () => files.stat(path)),
      list: (path) => witness("files", questions.list(path), () => files.list(path)),
      realPath: (path) => witness("files", questions.realPath(path), () => files.realPath(path)),
    },
    processes: {
      list: () => witness("processes", questions.processes, () => processes.list()),
      environment: (pid, names) =>
        witness("processes", questions.environment(pid), () => processes.environment(pid, names)),
    },
    http: {
      request: (request, signal) =>
        witness("http", questions.request(request), () => http.request(request, signal)),
    },
    tcp: {
      connect: (host, port, timeoutMs, signal) =>
        witness("tcp", questions.tcp(host, port), () => tcp.connect(host, port, timeoutMs, signal)),
    },
    gateways: {
      async dial(url, timeoutMs, signal) {
        const answer = await witness("gateways", questions.dial(url), () =>
          gateways.dial(url, timeoutMs, signal),
        );
        return answer.ok ? { ...answer, value: observeDialog(url, answer.value) } : answer;
      },
    },
    guests: {
      async enter(door, signal) {
        const answer = await witness("guests", questions.enter(door), () => guests.enter(door, signal));
        if (!answer.ok) return answer;
        return { ...answer, value: observePorts({ ...machine, ...answer.value }, book, door.namespace) };
      },
    },
  };
}
