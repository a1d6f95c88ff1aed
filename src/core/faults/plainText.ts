/** Text as people paste it, made fit for searching, with the way back to the lines of the input. */
export interface PlainText {
  /** Without escape sequences and carriage returns; as many lines as the input. */
  readonly text: string;
  /** The same with every run of blanks, line breaks and frames as one blank, so that wrapped sentences are whole. */
  readonly joined: string;
  /** 1-based line of an offset into `text`. */
  lineAt(offset: number): number;
  /** 1-based line of an offset into `joined`. */
  joinedLineAt(offset: number): number;
  line(number: number): string;
  /** Offset into `text` at which a line begins. */
  lineStart(number: number): number;
}

const [esc, bell] = [String.fromCharCode(27), String.fromCharCode(7)];

/** Escape sequences of terminals: CSI (colours, cursor), OSC (titles, links) and those of two characters. */
const escapes = new RegExp(
  `${esc}(?:\\[[0-?]{0,32}[ -/]{0,4}[@-~]|\\][^${bell}${esc}\\n]{0,2000}(?:${bell}|${esc}\\\\)|[@-Z\\\\_])`,
  "g",
);

/** Blanks, and the box-drawing characters of panels and tables. */
const filler = /^[\s\u2500-\u257f]+|[\s\u2500-\u257f]+$/g;

export function plainText(input: string): PlainText {
  const text = input.replace(escapes, "").replaceAll("\r\n", "\n").replaceAll("\r", " ");
  const lines = text.split("\n");
  const starts: number[] = [];
  const joinedStarts: number[] = [];
  const pieces: string[] = [];
  let offset = 0;
  let joinedOffset = 0;
  for (const line of lines) {
    starts.push(offset);
    joinedStarts.push(joinedOffset);
    offset += line.length + 1;
    const piece = line.replace(filler, "");
    if (piece === "") continue;
    pieces.push(piece);
    joinedOffset += piece.length + 1;
  }
  return {
    text,
    joined: pieces.join(" "),
    lineAt: (at) => lastAtMost(starts, at) + 1,
    joinedLineAt: (at) => lastAtMost(joinedStarts, at) + 1,
    line: (number) => lines[number - 1] ?? "",
    lineStart: (number) => starts[number - 1] ?? 0,
  };
}

/** Index of the last start that is not after `at`; of equal ones (empty lines) the last. */
function lastAtMost(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
