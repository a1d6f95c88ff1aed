import { isSecretListName, isSecretName } from "./secretName.ts";

/** What a secret is replaced by. */
export type Hide = (value: string) => string;

/**
 * A name, an optional closing quote, and what separates it from its value: `=`, `:`, or a blank after `--name`.
 * Quotes may be escaped, as in JSON that is a string in JSON. A name never starts right behind the bracket of a
 * placeholder, whose own text has the form of an assignment.
 */
const namePattern =
  /(?<![\w.‹-])(-{0,2}[A-Za-z_][\w.-]{0,200})(\\{0,7}["'`])?(\s{0,8}[:=]\s{0,8}|[ \t]{1,4})/g;

/** Values that say where a secret is, or that there is none. */
const referencePattern =
  /^(?:\$\{[^}]*\}|\$[A-Za-z_]\w*|%\w+%|\{\{[^}]*\}\}|<[^<>]*>|\[[^\]]*\]?|__OPENCLAW_REDACTED__|[^A-Za-z0-9]*)$/;

/** True for a value that only says where a secret is, such as `${NAME}`, or that there is none. */
export function isSecretReference(value: string): boolean {
  return referencePattern.test(value);
}

/** Words that stand behind `token=` or `token:` in messages. */
const plainWords = new Set(
  (
    "true false null undefined none unset set missing mismatch mismatched present absent required invalid valid ok " +
    "yes no empty redacted hidden provided configured rejected expired rotated generated optional unknown auto " +
    "default string token password device shared not must and or is are was to for from with the a an in on of " +
    "if when flag option value env file exec store config plaintext"
  ).split(" "),
);

/** Replaces the values of names that say that they are secrets. */
export function redactAssignments(text: string, hide: Hide): string {
  let redacted = "";
  let done = 0;
  namePattern.lastIndex = 0;
  for (let match = namePattern.exec(text); match !== null; match = namePattern.exec(text)) {
    const [whole, name = "", , separator = ""] = match;
    const isOption = !/[:=]/.test(separator);
    const found =
      isOption && !name.startsWith("--")
        ? null
        : findValue(text, { start: match.index, name, separator }, match.index + whole.length);
    if (found === null) {
      // The value of one name may be the name of the next: `auth: token: x`.
      namePattern.lastIndex = match.index + name.length;
      continue;
    }
    for (const { from, to, wrap } of found) {
      redacted += text.slice(done, from) + wrap + hide(text.slice(from, to)) + wrap;
      done = to;
    }
    namePattern.lastIndex = Math.max(done, match.index + whole.length);
  }
  return redacted + text.slice(done);
}

interface Assignment {
  readonly start: number;
  readonly name: string;
  readonly separator: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
  /** A quote to add on both sides: for a number in JSON, where a bare placeholder would break the syntax. */
  readonly wrap: "" | '"';
}

function findValue(text: string, assignment: Assignment, at: number): readonly Span[] | null {
  if (text[at] === "[" && isSecretListName(assignment.name)) return stringsOfList(text, at);
  if (!isSecretName(assignment.name)) return null;
  const quoted = quotedSpan(text, at);
  // In `grep 'TOKEN=' file` the quote ends what began before the name.
  const isClosing = assignment.separator === "=" && /^["'`](?:\s|$)/.test(text.slice(at, at + 2));
  if (quoted !== null && isClosing) return null;
  if (quoted !== null) return isReferenceAt(text, quoted) ? null : [quoted];
  const bare = bareSpan(text, assignment, at);
  return bare === null || bare.from === bare.to || isReferenceAt(text, bare) ? null : [bare];
}

function isReferenceAt(text: string, { from, to }: Span): boolean {
  return isSecretReference(text.slice(from, Math.min(to, from + 300)));
}

const openingQuote = /(\\{0,7})(["'`])/y;

/** The content of the quotes that open at `at`; quotes escaped deeper than the opening one belong to it. */
function quotedSpan(text: string, at: number): Span | null {
  openingQuote.lastIndex = at;
  const opening = openingQuote.exec(text);
  if (opening === null) return null;
  const [whole, slashes = "", quote = ""] = opening;
  const from = at + whole.length;
  let run = 0;
  for (let to = from; to < text.length; to += 1) {
    const sign = text[to];
    if (sign === "\n") return { from, to, wrap: "" };
    if (sign === quote && run <= slashes.length) {
      if (quote !== "'" || text[to + 1] !== quote || to === from) return { from, to: to - run, wrap: "" };
      // YAML writes a single quote within single quotes twice.
      to += 1;
    }
    run = sign === "\\" ? run + 1 : 0;
  }
  return { from, to: text.length, wrap: "" };
}

const bareValue = /[^\s"'`,;&|(){}[\]<>\\][^\s"'`,;&|)}\]<>\\]*/y;
const restOfLine = /[^\s{[(]\S*?(?=,?[ \t]*(?:\r?\n|$))/y;
const lineStart = /(?:^|\n)[ \t]*(?:[-*•][ \t]+)?(?:export[ \t]+)?["']?$/;

/** A value without quotes. Prose has the same form, so how sure the form is decides what is taken for a secret. */
function bareSpan(text: string, { start, name, separator }: Assignment, at: number): Span | null {
  const startsLine = lineStart.test(text.slice(Math.max(0, start - 40), start));
  const isWholeLine = startsLine && matchAt(restOfLine, text, at) !== null;
  const value = (isWholeLine ? matchAt(restOfLine, text, at) : null) ?? matchAt(bareValue, text, at) ?? "";
  const span: Span = { from: at, to: at + value.length, wrap: "" };
  if (plainWords.has(value.toLowerCase().replace(/[.,:;!?]+$/, ""))) return null;
  if (separator.includes("=")) return span;
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return value.length < 6 ? null : { ...span, wrap: '"' };
  if (name.startsWith("--")) return value.startsWith("-") ? null : span;
  if (isWholeLine) return span;
  return looksOpaque(value) ? span : null;
}

/** Letters and digits in one long word: no word of a sentence. */
function looksOpaque(value: string): boolean {
  return (value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value)) || value.length >= 24;
}

function stringsOfList(text: string, at: number): readonly Span[] | null {
  const spans: Span[] = [];
  const end = Math.min(text.length, at + 10_000);
  let position = at + 1;
  // The objects of a list are looked at like any others.
  while (position < end && text[position] !== "]" && text[position] !== "{") {
    const quoted = quotedSpan(text, position);
    if (quoted === null) {
      position += 1;
      continue;
    }
    if (!isReferenceAt(text, quoted)) spans.push(quoted);
    openingQuote.lastIndex = position;
    position = quoted.to + (openingQuote.exec(text)?.[0].length ?? 1);
  }
  return spans.length === 0 ? null : spans;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
