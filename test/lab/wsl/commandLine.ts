/**
 * The Windows command line. wsl.exe reads its own raw line, not an argv, so the argv that it was started with here is
 * first written as Node writes it on Windows (`quote_cmd_arg` in libuv's src/win/process.c).
 */

/** The part behind the program's name. */
export function rawCommandLine(argv: readonly string[]): string {
  return argv.map(quoteArgument).join(" ");
}

/** As libuv does it: quotes only around what holds a blank, a tab or a quote, or is empty. */
export function quoteArgument(argument: string): string {
  if (argument === "") return '""';
  if (!/[ \t"]/.test(argument)) return argument;
  if (!/["\\]/.test(argument)) return `"${argument}"`;
  const escaped = argument.replaceAll(
    /(\\*)("|$)/g,
    (_match, slashes: string, quote: string) => slashes + slashes + (quote === "" ? "" : '\\"'),
  );
  return `"${escaped}"`;
}

/** As CommandLineToArgvW splits what stands behind the program's name. */
export function splitArguments(line: string): string[] {
  const found: string[] = [];
  let current: string | null = null;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? "";
    if (char === "\\") {
      const slashes = /^\\+/.exec(line.slice(at))?.[0].length ?? 0;
      at += slashes - 1;
      if (line[at + 1] !== '"') {
        current = (current ?? "") + "\\".repeat(slashes);
        continue;
      }
      current = (current ?? "") + "\\".repeat(Math.floor(slashes / 2));
      if (slashes % 2 === 1) {
        current += '"';
        at += 1;
      }
    } else if (char === '"') {
      if (isQuoted && line[at + 1] === '"') {
        current = `${current ?? ""}"`;
        at += 1;
      } else {
        isQuoted = !isQuoted;
        current ??= "";
      }
    } else if (!isQuoted && (char === " " || char === "\t")) {
      if (current !== null) found.push(current);
      current = null;
    } else {
      current = (current ?? "") + char;
    }
  }
  if (current !== null) found.push(current);
  return found;
}

/** What stands before the first blank; wsl.exe heeds quotes for the value of `--cd` alone. */
export function firstArgument(line: string, heedQuotes = false): string {
  const quoted = heedQuotes ? /^"[^"]*"/.exec(line) : null;
  return quoted?.[0] ?? /^[^ \t]*/.exec(line)?.[0] ?? "";
}

/** The line without its first argument and the blanks behind that. */
export function withoutFirst(line: string, argument: string): string {
  return line.slice(argument.length).replace(/^[ \t]+/, "");
}
