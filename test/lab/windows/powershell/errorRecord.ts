/** Errors as Windows PowerShell 5.1 shows them. */

export interface ErrorRecord {
  /** What failed; in front of the message. */
  readonly source: string;
  readonly message: string;
  /** Such as `ObjectNotFound: (Get-Foo:String) [], CommandNotFoundException`. */
  readonly category: string;
  readonly id: string;
  /** Place in the script. */
  readonly at: number;
}

/** Ends the statement, unless it is caught. */
export class PowerShellError extends Error {
  readonly record: ErrorRecord;

  constructor(record: ErrorRecord) {
    super(record.message);
    this.record = record;
  }
}

export function commandNotFound(name: string, at: number): PowerShellError {
  return new PowerShellError({
    source: name,
    message:
      `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. ` +
      "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
    category: `ObjectNotFound: (${name}:String) [], CommandNotFoundException`,
    id: "CommandNotFoundException",
    at,
  });
}

/** The lines of an error record, wrapped as a console of 120 columns has them; ended by LF. */
export function errorText(record: ErrorRecord, script: string): string {
  const before = script.slice(0, record.at).split("\n");
  const line = script.split("\n")[before.length - 1] ?? "";
  const column = (before.at(-1)?.length ?? 0) + 1;
  const width = record.source.length;
  return (
    `${wrapped(`${record.source} : ${record.message}`)}\n` +
    `At line:${before.length} char:${column}\n` +
    `+ ${line}\n` +
    `+ ${" ".repeat(column - 1)}${"~".repeat(Math.max(1, width))}\n` +
    `    + CategoryInfo          : ${record.category}\n` +
    `    + FullyQualifiedErrorId : ${record.id}\n \n`
  );
}

function wrapped(text: string): string {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > 119) {
    const end = rest.lastIndexOf(" ", 118);
    const cut = end <= 0 ? 119 : end + 1;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...lines, rest].join("\n");
}

/** What stands on stderr instead where the script came by `-EncodedCommand` and stderr is no console. */
export function cliXml(texts: readonly string[]): string {
  const escape = (text: string) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll("\n", "_x000D__x000A_");
  const lines = texts
    .flatMap((text) => text.split(/(?<=\n)/))
    .map((line) => `<S S="Error">${escape(line)}</S>`);
  const schema = "http://schemas.microsoft.com/powershell/2004/04";
  return `#< CLIXML\n<Objs Version="1.1.0.1" xmlns="${schema}">${lines.join("")}</Objs>`;
}
