/** Follows the requests on one HTTP/1.1 connection, to change the bodies of some of them. */

export interface RequestHead {
  readonly method: string;
  readonly path: string;
}

export interface RequestReaderOptions {
  /** Whether the body of that request goes through `rewrite`. */
  readonly isKept: (head: RequestHead) => boolean;
  readonly rewrite: (body: Buffer) => Buffer;
  readonly onRequest?: (head: RequestHead) => void;
}

const headEnd = "\r\n\r\n";
const headLimit = 64 * 1024;

export class RequestReader {
  readonly #options: RequestReaderOptions;
  #waiting = Buffer.alloc(0);
  /** Bytes of a body that are passed on as they come. */
  #passing = 0;
  /** The rest of the connection is another protocol, or nothing that has to be understood. */
  #isRaw = false;

  constructor(options: RequestReaderOptions) {
    this.#options = options;
  }

  /** What may go on to the server after these bytes. */
  feed(chunk: Buffer): Buffer {
    if (this.#isRaw) return chunk;
    this.#waiting = Buffer.concat([this.#waiting, chunk]);
    const out: Buffer[] = [];
    for (let step = this.#next(); step !== null; step = this.#next()) out.push(step);
    return Buffer.concat(out);
  }

  #take(length: number): Buffer {
    const taken = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.subarray(length);
    return taken;
  }

  #next(): Buffer | null {
    if (this.#waiting.length === 0) return null;
    if (this.#isRaw) return this.#take(this.#waiting.length);
    if (this.#passing > 0) {
      const passed = this.#take(this.#passing);
      this.#passing -= passed.length;
      return passed;
    }
    const end = this.#waiting.indexOf(headEnd);
    if (end < 0) {
      if (this.#waiting.length <= headLimit) return null;
      this.#isRaw = true;
      return this.#take(this.#waiting.length);
    }
    return this.#request(end + headEnd.length);
  }

  /** Null when its body has not come yet. */
  #request(headLength: number): Buffer | null {
    const text = this.#waiting.toString("latin1", 0, headLength);
    const [method = "", path = ""] = text.split(" ", 2);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
    const isKept = this.#options.isKept({ method, path });
    if (isKept && this.#waiting.length < headLength + length) return null;
    const head = this.#take(headLength);
    this.#options.onRequest?.({ method, path });
    if (isKept) {
      const body = this.#options.rewrite(this.#take(length));
      const changed = text.replace(/(\r\ncontent-length: *)\d+/i, `$1${body.length}`);
      return Buffer.concat([Buffer.from(changed, "latin1"), body]);
    }
    // A stream of unknown length, or a terminal: the engine knows what to do with it.
    this.#isRaw = /\r\n(?:upgrade|transfer-encoding):/i.test(text);
    this.#passing = length;
    return head;
  }
}
