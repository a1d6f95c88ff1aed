import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { FileFailure } from "../../core/ports/files.ts";
import { quote } from "./prelude.ts";
import type { ShellSession } from "./shellSession.ts";

/** What is asked of a path: its bytes, its facts, its entries, where it leads. */
export type PathQuestion = "R" | "S" | "L" | "P";

/** The lines of an answer: what follows the word that says how it went, and the lines below. */
export interface PathAnswer {
  readonly value: string;
  readonly lines: readonly string[];
}

interface Put {
  readonly words: readonly string[];
  readonly path: string;
  readonly resolve: (answer: Outcome<PathAnswer, FileFailure>) => void;
}

/** Far more than a batch takes; a folder on a network drive that is gone is waited for without end. */
const timeoutMs = 15_000;
/** A page of questions, so that a slow one holds up few others. */
const maxBatch = 64;

/**
 * Asks a guest of its paths. Questions that are put at the same time travel together: a look at an instance asks of
 * hundreds of paths, and each turn through wsl.exe costs milliseconds.
 */
export class PathQuestions {
  readonly #session: ShellSession;
  #batch: Put[] = [];

  constructor(session: ShellSession) {
    this.#session = session;
  }

  ask(
    question: PathQuestion,
    path: string,
    ...more: readonly string[]
  ): Promise<Outcome<PathAnswer, FileFailure>> {
    // No such path can exist in the form that a line of the answer could tell.
    if (!path.startsWith("/") || /[\0\n]/.test(path)) {
      return Promise.resolve(failed({ reason: "not-found", detail: `${path} is no absolute path` }));
    }
    return new Promise((resolve) => {
      this.#batch.push({ words: [question, path, ...more], path, resolve });
      if (this.#batch.length === 1) setImmediate(() => this.#send());
      if (this.#batch.length >= maxBatch) this.#send();
    });
  }

  #send(): void {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    const script = batch
      .map(({ words: [question = "", ...rest] }, index) => [question, index, ...rest.map(quote)].join(" "))
      .join("\n");
    const answers = batch.map(() => [] as string[]);
    let current = answers[0];
    const asked = this.#session.askLines(script, (line) => {
      const [, index] = /^(\d+) /.exec(line) ?? [];
      if (index !== undefined) current = answers[Number(index)];
      current?.push(line);
    });
    const answerAll = (incomplete: string | null): void => {
      for (const [index, { path, resolve }] of batch.entries()) {
        resolve(toAnswer(path, answers[index] ?? [], incomplete));
      }
    };
    const timer = setTimeout(() => {
      asked.drop();
      answerAll(`no answer after ${timeoutMs} ms`);
    }, timeoutMs);
    void asked.whole.then((isWhole) => {
      clearTimeout(timer);
      answerAll(isWhole ? null : "the session ended");
    });
  }
}

function toAnswer(
  path: string,
  lines: readonly string[],
  incomplete: string | null,
): Outcome<PathAnswer, FileFailure> {
  const [, word = "", value = ""] = /^\d+ ([a-z-]+) ?(.*)$/s.exec(lines[0] ?? "") ?? [];
  const fail = (reason: FileFailure["reason"], detail: string) => failed({ reason, detail });
  switch (word) {
    case "absent":
      return fail("not-found", `ENOENT: no such file or directory, ${path}`);
    case "denied":
      return fail("no-permission", `EACCES: permission denied, ${path}`);
    case "no-file":
    case "no-folder":
      return fail(word === "no-file" ? "not-a-file" : "io", `${path} is something else`);
    case "bytes":
    case "list":
    case "path":
    case "stat":
      if (incomplete !== null) return fail("io", `${path}: ${incomplete}`);
      return success({ value, lines: lines.slice(1) });
    default:
      return fail("io", `${path}: ${incomplete ?? "it went away while it was looked at"}`);
  }
}
