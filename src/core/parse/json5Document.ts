import { failed, success, type Outcome } from "../base/outcome.ts";

/** Where something is written. Line and column are 1-based, in UTF-16 units, a leading BOM not counted. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A value of a JSON5 document; what is the value of a key stands where the key stands. */
export type DocumentNode =
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, DocumentNode>; readonly place: Place }
  | { readonly kind: "array"; readonly elements: readonly DocumentNode[]; readonly place: Place }
  | { readonly kind: "scalar"; readonly value: string | number | boolean | null; readonly place: Place };

export interface SyntaxFault {
  readonly place: Place;
  readonly message: string;
}

/** Far more than any config has; deeper nesting would exhaust the stack. */
const maxDepth = 400;

const lineBreak = /\r\n|[\n\r\u2028\u2029]/g;
const blank = /[\s\uFEFF]+|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\//y;
const identifier =
  /(?:[$_\p{ID_Start}]|\\u[0-9a-fA-F]{4})(?:[$_\u200C\u200D\p{ID_Continue}]|\\u[0-9a-fA-F]{4})*/uy;
const number =
  /[+-]?(?:Infinity|NaN|0[xX][0-9a-fA-F]+|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![$_.\p{ID_Continue}])/uy;
const plainText = { "'": /[^'\\\n\r]+/y, '"': /[^"\\\n\r]+/y } as const;
const escape = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\n\r\u2028\u2029])|0(?!\d)|([^\dux]))/uy;
const escapedChars: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * Reads JSON5 as the `json5` package does, which is what the gateway falls back to when its config is not plain
 * JSON: comments, trailing commas, single quotes, unquoted keys, hexadecimal, `.5`, `+Infinity`, continued lines.
 * The last one of two equal keys wins. Written here because no library has both: `json5` tells no positions, and
 * those that tell them take a string that runs over its line for good, so that a missing quote is reported lines
 * below, or not at all.
 */
export function parseJson5(text: string, file: string): Outcome<DocumentNode, SyntaxFault> {
  const reader = new Reader(text.replace(/^\uFEFF/, ""), file);
  try {
    return success(reader.document());
  } catch (error) {
    if (error instanceof Fault)
      return failed({ place: reader.placeOf(error.offset), message: error.message });
    throw error;
  }
}

/** Ends the descent; never leaves this file. */
class Fault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class Reader {
  readonly #text: string;
  readonly #file: string;
  readonly #lineStarts: readonly number[];
  #at = 0;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    this.#lineStarts = [0, ...[...text.matchAll(lineBreak)].map((match) => match.index + match[0].length)];
  }

  placeOf(offset: number): Place {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.#file, line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }

  document(): DocumentNode {
    this.#skipBlank();
    const root = this.#value(this.#at, 0);
    this.#skipBlank();
    if (this.#at < this.#text.length) this.#unexpected("the end of the file");
    return root;
  }

  #value(start: number, depth: number): DocumentNode {
    if (depth > maxDepth) throw new Fault(`nested deeper than ${maxDepth} levels`, this.#at);
    const char = this.#text[this.#at];
    if (char === "{") return this.#object(start, depth);
    if (char === "[") return this.#array(start, depth);
    return { kind: "scalar", value: this.#scalar(char), place: this.placeOf(start) };
  }

  #object(start: number, depth: number): DocumentNode {
    const members = new Map<string, DocumentNode>();
    this.#list("}", "a key or }", () => {
      const keyStart = this.#at;
      const key = this.#key();
      this.#skipBlank();
      if (this.#text[this.#at] !== ":") this.#unexpected(": after the key");
      this.#at += 1;
      this.#skipBlank();
      members.set(key, this.#value(keyStart, depth + 1));
    });
    return { kind: "object", members, place: this.placeOf(start) };
  }

  #array(start: number, depth: number): DocumentNode {
    const elements: DocumentNode[] = [];
    this.#list("]", "a value or ]", () => elements.push(this.#value(this.#at, depth + 1)));
    return { kind: "array", elements, place: this.placeOf(start) };
  }

  /** What stands between brackets, parted by commas; one after the last is allowed. */
  #list(end: string, expected: string, readItem: () => void): void {
    this.#at += 1;
    for (;;) {
      this.#skipBlank();
      if (this.#text[this.#at] === end) break;
      if (this.#text[this.#at] === ",") this.#unexpected(expected);
      readItem();
      this.#skipBlank();
      if (this.#text[this.#at] === ",") this.#at += 1;
      else if (this.#text[this.#at] !== end) this.#unexpected(`, or ${end}`);
    }
    this.#at += 1;
  }

  #key(): string {
    const char = this.#text[this.#at];
    if (char === '"' || char === "'") return this.#string(char);
    const name = this.#match(identifier)?.[0];
    if (name === undefined) this.#unexpected("a key or }");
    return name.replaceAll(/\\u(....)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  #scalar(char: string | undefined): string | number | boolean | null {
    if (char === '"' || char === "'") return this.#string(char);
    const digits = this.#match(number)?.[0];
    if (digits !== undefined) return numberOf(digits);
    const start = this.#at;
    const word = this.#match(identifier)?.[0];
    if (word === "null") return null;
    if (word === "true" || word === "false") return word === "true";
    this.#at = start;
    return this.#unexpected("a value");
  }

  #string(quote: '"' | "'"): string {
    const start = this.#at;
    let value = "";
    this.#at += 1;
    for (;;) {
      value += this.#match(plainText[quote])?.[0] ?? "";
      const char = this.#text[this.#at];
      if (char === quote) break;
      if (char !== "\\") throw new Fault("the string is not closed on its line", start);
      const found = this.#match(escape);
      if (found === null) throw new Fault("not a valid escape sequence in a string", this.#at);
      const [, unicode, hex, continuation, other] = found;
      const code = unicode ?? hex;
      if (code !== undefined) value += String.fromCharCode(Number.parseInt(code, 16));
      else if (other !== undefined) value += escapedChars[other] ?? other;
      else if (continuation === undefined) value += "\0";
    }
    this.#at += 1;
    return value;
  }

  #skipBlank(): void {
    while (this.#match(blank) !== null);
    if (this.#text.startsWith("/*", this.#at)) throw new Fault("the comment is not closed", this.#at);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #unexpected(expected: string): never {
    const found = this.#text.codePointAt(this.#at);
    const what = found === undefined ? "the file ends" : `found ${quoted(String.fromCodePoint(found))}`;
    throw new Fault(`${what} where ${expected} is expected`, this.#at);
  }
}

function numberOf(digits: string): number {
  const [, sign = "", magnitude = ""] = /^([+-]?)(.*)$/.exec(digits) ?? [];
  return sign === "-" ? -Number(magnitude) : Number(magnitude);
}

/** A character as a sentence shows it; what cannot be seen is escaped. */
function quoted(character: string): string {
  return character === '"' ? `'"'` : JSON.stringify(character);
}
