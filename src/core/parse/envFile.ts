/** One variable that a file sets. */
export interface EnvFileEntry {
  readonly name: string;
  readonly value: string;
  /** 1-based line on which it starts. */
  readonly line: number;
}

/** The pattern of the `dotenv` package, which reads the gateway's `.env` files. */
const dotenvLine =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\n]+)?\s*(?:#.*)?$/gm;

/**
 * Reads a `.env` file as the gateway does: `export`, quotes over several lines, `#` comments, `\n` in double
 * quotes. Variables in values are not expanded. The last one of two equal names wins and is the only one returned.
 */
export function parseDotenv(text: string): readonly EnvFileEntry[] {
  const lines = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const entries = new Map<string, EnvFileEntry>();
  for (const match of lines.matchAll(dotenvLine)) {
    const [all, name = "", written = ""] = match;
    const trimmed = written.trim();
    const bare = trimmed.replaceAll(/^(['"`])([^]*)\1$/gm, "$2");
    const value = trimmed.startsWith('"') ? bare.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : bare;
    const start = match.index + all.indexOf(name);
    entries.set(name, { name, value, line: lineAt(lines, start) });
  }
  return [...entries.values()];
}

/**
 * Reads a file named by a unit's `EnvironmentFile=` (systemd.exec(5)): `NAME=value` lines, `#` and `;` comments,
 * shell-like quotes, a backslash at the end continues the line. Nothing is expanded. The last one of two wins.
 */
export function parseUnitEnvironmentFile(text: string): readonly EnvFileEntry[] {
  const source = text.replace(/^\uFEFF/, "");
  const entries = new Map<string, EnvFileEntry>();
  let at = 0;
  while (at < source.length) {
    const lineEnd = source.indexOf("\n", at);
    const line = source.slice(at, lineEnd < 0 ? undefined : lineEnd);
    const [head, name] = /^[ \t]*([A-Za-z_]\w*)[ \t]*=[ \t]*/.exec(line) ?? [];
    if (head === undefined || name === undefined) {
      at += line.length + 1;
      continue;
    }
    const { value, next } = unitValue(source, at + head.length);
    entries.set(name, { name, value, line: lineAt(source, at) });
    at = next;
  }
  return [...entries.values()];
}

/**
 * One value up to the end of its line, by systemd's own rules: quotes count only before unquoted text, blanks between
 * quoted pieces and at the end are dropped, and in double quotes a backslash escapes only `"`, `\\`, `` ` `` and `$`.
 */
function unitValue(source: string, start: number): { readonly value: string; readonly next: number } {
  let value = "";
  let kept = 0;
  let state: "before" | "plain" | "'" | '"' = "before";
  let at = start;
  for (; at < source.length; at += 1) {
    const char = source.charAt(at);
    const isQuoted = state === "'" || state === '"';
    if (char === "\n" && !isQuoted) break;
    if (char === "\\" && state !== "'") {
      at += 1;
      const escaped = source.charAt(at);
      if (escaped !== "\n") value += state === '"' && !/["\\`$]/.test(escaped) ? `\\${escaped}` : escaped;
      kept = value.length;
      if (!isQuoted) state = "plain";
    } else if (isQuoted && char === state) state = "before";
    else if (state === "before" && (char === "'" || char === '"')) state = char;
    else if (state !== "before" || /\S/.test(char)) {
      value += char;
      if (state === "before") state = "plain";
      if (state !== "plain" || /\S/.test(char)) kept = value.length;
    }
  }
  return { value: value.slice(0, kept), next: at + 1 };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
