/** One `Key=value` line of a unit file; a value that continues over several lines counts from its first. */
export interface UnitAssignment {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/** One variable that a unit sets in the environment of its processes. */
export interface UnitVariable {
  readonly name: string;
  readonly value: string;
  /** 1-based line of the `Environment=` that sets it. */
  readonly line: number;
}

/** Reads a systemd unit file or drop-in (systemd.syntax(7)): sections, comments, lines joined by a backslash. */
export function parseUnitFile(text: string): readonly UnitAssignment[] {
  const assignments: UnitAssignment[] = [];
  let section = "";
  for (const { text: line, number } of logicalLines(text)) {
    const header = /^\[(.+)\]$/.exec(line);
    const equals = line.indexOf("=");
    if (header?.[1] !== undefined) section = header[1];
    else if (equals > 0) {
      assignments.push({
        section,
        key: line.slice(0, equals).trim(),
        value: line.slice(equals + 1).trim(),
        line: number,
      });
    }
  }
  return assignments;
}

/**
 * The program and arguments that a service starts. An empty `ExecStart=` (the way a drop-in replaces the unit's
 * own) drops what came before. Prefixes such as `-`, `@` and `!` are removed; specifiers stay as written.
 */
export function unitCommand(assignments: readonly UnitAssignment[]): readonly string[] {
  const last = serviceValues(assignments, "ExecStart").at(-1);
  return last === undefined ? [] : splitUnitWords(last.value.replace(/^[-@:+!|]+/, ""));
}

/** The variables of `Environment=`, in order; an empty one drops those before it. A later variable wins. */
export function unitVariables(assignments: readonly UnitAssignment[]): readonly UnitVariable[] {
  return serviceValues(assignments, "Environment").flatMap(({ value, line }) =>
    splitUnitWords(value).flatMap((word) => {
      const equals = word.indexOf("=");
      return equals > 0 ? [{ name: word.slice(0, equals), value: word.slice(equals + 1), line }] : [];
    }),
  );
}

function serviceValues(assignments: readonly UnitAssignment[], key: string): readonly UnitAssignment[] {
  const values = assignments.filter((entry) => entry.section === "Service" && entry.key === key);
  return values.slice(values.findLastIndex((entry) => entry.value === "") + 1);
}

/** Splits a value at blanks as systemd does: single and double quotes, backslash escapes. */
export function splitUnitWords(value: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let index = 0; index < value.length; index += 1) {
    const char = value.charAt(index);
    if (char === "\\" && index + 1 < value.length) {
      const escape = /^\\(?:x([0-9a-fA-F]{2})|(.))/s.exec(value.slice(index));
      word = (word ?? "") + unescape(escape?.[1], escape?.[2]);
      index += (escape?.[0].length ?? 1) - 1;
    } else if (quote === null && (char === '"' || char === "'")) {
      quote = char;
      word ??= "";
    } else if (char === quote) quote = null;
    else if (quote === null && /\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + char;
  }
  if (word !== null) words.push(word);
  return words;
}

function unescape(hex: string | undefined, char = ""): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return { n: "\n", t: "\t", s: " ", r: "\r" }[char] ?? char;
}

function* logicalLines(text: string): Iterable<{ readonly text: string; readonly number: number }> {
  let joined = "";
  let start = 0;
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    // Comments are dropped before lines are joined, so one may stand between continued lines.
    if (line.startsWith("#") || line.startsWith(";")) continue;
    if (joined === "") start = index + 1;
    if (line.endsWith("\\") && index + 1 < lines.length) {
      joined += `${line.slice(0, -1)} `;
      continue;
    }
    if (joined + line !== "") yield { text: (joined + line).trim(), number: start };
    joined = "";
  }
  if (joined !== "") yield { text: joined.trim(), number: start };
}
