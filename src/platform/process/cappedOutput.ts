import { decodeWindowsText } from "../../core/parse/windowsText.ts";

/**
 * Collects the bytes of one stream and keeps the first and the last half of `maxBytes`, however much comes: a child
 * that prints 100 MB costs no more memory than the cap. Text is decoded once at the end, so a character that two
 * chunks share stays whole.
 */
export class CappedOutput {
  readonly #headLimit: number;
  readonly #tailLimit: number;
  readonly #head: Buffer[] = [];
  #tail: Buffer[] = [];
  #headBytes = 0;
  #tailBytes = 0;
  #totalBytes = 0;

  constructor(maxBytes: number) {
    this.#headLimit = Math.ceil(maxBytes / 2);
    this.#tailLimit = Math.floor(maxBytes / 2);
  }

  get isTruncated(): boolean {
    return this.#totalBytes > this.#headBytes + this.#tailBytes;
  }

  add(chunk: Buffer): void {
    this.#totalBytes += chunk.length;
    const forHead = Math.min(chunk.length, this.#headLimit - this.#headBytes);
    if (forHead > 0) {
      this.#head.push(chunk.subarray(0, forHead));
      this.#headBytes += forHead;
    }
    const rest = chunk.subarray(forHead);
    if (rest.length === 0 || this.#tailLimit === 0) return;
    this.#tail.push(rest);
    this.#tailBytes += rest.length;
    // Cutting at every chunk would copy the tail again and again; twice the limit is the bound.
    if (this.#tailBytes > 2 * this.#tailLimit) this.#trimTail();
  }

  text(encoding: "utf8" | "utf16le" | "windows"): string {
    this.#trimTail();
    const head = Buffer.concat(this.#head);
    const tail = Buffer.concat(this.#tail);
    if (encoding === "windows") {
      // What was cut is in one encoding; only whole output can be in two.
      if (this.isTruncated) return this.text(head.includes(0) ? "utf16le" : "utf8");
      return decodeWindowsText(Buffer.concat([head, tail]));
    }
    if (!this.isTruncated) return withoutBom(Buffer.concat([head, tail]).toString(encoding));
    const leftOut = this.#totalBytes - this.#headBytes - this.#tailBytes;
    const start = head.subarray(0, endOfWholeCharacters(head, encoding)).toString(encoding);
    const end = tail.subarray(firstWholeCharacter(tail, encoding, this.#totalBytes)).toString(encoding);
    return withoutBom(`${start}\n[${leftOut} bytes left out]\n${end}`);
  }

  #trimTail(): void {
    if (this.#tailBytes <= this.#tailLimit) return;
    const tail = Buffer.concat(this.#tail);
    // A copy, so that the rest of the memory can go.
    this.#tail = [Buffer.from(tail.subarray(tail.length - this.#tailLimit))];
    this.#tailBytes = this.#tailLimit;
  }
}

/** How much of `head` is left without a character that the cut has split. */
function endOfWholeCharacters(head: Buffer, encoding: "utf8" | "utf16le"): number {
  if (encoding === "utf16le") {
    const end = head.length - (head.length % 2);
    const highByte = head[end - 1] ?? 0;
    return highByte >= 0xd8 && highByte <= 0xdb ? end - 2 : end;
  }
  for (let back = 1; back <= Math.min(3, head.length); back += 1) {
    const byte = head[head.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? head.length - back : head.length;
  }
  return head.length;
}

/** Where in `tail`, the end of a stream of `totalBytes`, the first character starts. */
function firstWholeCharacter(tail: Buffer, encoding: "utf8" | "utf16le", totalBytes: number): number {
  if (encoding === "utf8") {
    let at = 0;
    while (at < 3 && ((tail[at] ?? 0) & 0xc0) === 0x80) at += 1;
    return at;
  }
  const at = (totalBytes - tail.length) % 2;
  const highByte = tail[at + 1] ?? 0;
  return highByte >= 0xdc && highByte <= 0xdf ? at + 2 : at;
}

function withoutBom(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
