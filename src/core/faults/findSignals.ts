import { isProse } from "./isProse.ts";
import type { PlainText } from "./plainText.ts";
import type { Signal } from "./rule.ts";

/** Where a signal stands: the line that it begins on, in the input as given. */
export interface Sighting {
  /** 1-based. */
  readonly line: number;
}

/** The first line that shows a fault, and the first that shows one which a later line says is over. */
export interface Sightings {
  readonly active: Sighting | null;
  readonly past: Sighting | null;
}

/** More sightings of one signal than this say nothing more; it bounds the work on a repetitive log. */
const mostRejected = 2_000;

const farAway = 2_000;

/** Looks for the signals of one fault. Time grows with the length of the text, not with what is in it. */
export function findSignals(signals: readonly Signal[], text: PlainText): Sightings {
  let active: Sighting | null = null;
  let past: Sighting | null = null;
  for (const signal of signals) {
    const first = firstFrom(signal, text, 0);
    if (first === null) continue;
    const recovery =
      signal.recoveredBy === undefined ? -1 : lastMatch(signal.recoveredBy, text.text, first.end);
    const current = recovery === -1 ? first : firstFrom(signal, text, recovery);
    if (current !== null) active = earlier(active, current);
    else past = earlier(past, first);
  }
  return { active, past: active === null ? past : null };
}

interface Occurrence extends Sighting {
  /** Offset in the text behind it. */
  readonly end: number;
}

function firstFrom(signal: Signal, text: PlainText, from: number): Occurrence | null {
  let rejected = 0;
  for (const [start, end] of occurrences(signal.match, text.text, from)) {
    const line = text.lineAt(start);
    if (isMeant(signal, text, line, start, end)) return { line, end };
    rejected += 1;
    if (rejected > mostRejected) return null;
  }
  // A recovery is a position in the plain text, so wrapped sentences are looked for from the beginning only.
  if (typeof signal.match !== "string" || from > 0 || !signal.match.includes(" ")) return null;
  return firstWrapped(signal, signal.match, text);
}

function firstWrapped(signal: Signal, match: string, text: PlainText): Occurrence | null {
  for (const [start, end] of occurrences(match, text.joined, 0)) {
    const line = text.joinedLineAt(start);
    const spread = text.joinedLineAt(end) - line;
    const head = text.line(line);
    if (spread === 0 || spread > 3 || signal.unless?.test(head) === true) continue;
    if (isProse(head, head.length, head.length, false)) continue;
    return { line, end: text.text.length };
  }
  return null;
}

function isMeant(signal: Signal, text: PlainText, number: number, start: number, end: number): boolean {
  const line = text.line(number);
  const column = start - text.lineStart(number);
  // A line may be megabytes long; what is far away says nothing of this place.
  const from = Math.max(0, column - farAway);
  if (signal.unless?.test(line.slice(from, column + farAway)) === true) return false;
  return !isProse(line, column, column + end - start, signal.isTyped === true);
}

function* occurrences(match: string | RegExp, text: string, from: number): Generator<[number, number]> {
  if (typeof match === "string") {
    for (let at = text.indexOf(match, from); at !== -1; at = text.indexOf(match, at + match.length)) {
      yield [at, at + match.length];
    }
    return;
  }
  const pattern = global(match);
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const end = found.index + found[0].length;
    yield [found.index, end];
    if (found[0] === "") pattern.lastIndex += 1;
  }
}

/** The end of the last match behind `from`, or -1. */
function lastMatch(match: RegExp, text: string, from: number): number {
  let last = -1;
  for (const [, end] of occurrences(match, text, from)) last = end;
  return last;
}

function global(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`);
}

function earlier(one: Sighting | null, other: Sighting): Sighting {
  return one === null || other.line < one.line ? { line: other.line } : one;
}
