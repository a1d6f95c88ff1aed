/** As much of DNS (RFC 1035) as a stub resolver asks for: the IPv4 address of a name. */

const typeA = 1;
const headerBytes = 12;

export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
  /** Where the question ends in the message. */
  readonly end: number;
}

/** The first question of a query; null when it is none. */
export function readQuestion(query: Buffer): DnsQuestion | null {
  const isQuery = query.length > headerBytes && ((query[2] ?? 0) & 0x80) === 0;
  if (!isQuery || query.readUInt16BE(4) !== 1) return null;
  const labels: string[] = [];
  let at = headerBytes;
  for (;;) {
    const length = query[at];
    // 64 and above are pointers, which a question does not need.
    if (length === undefined || length > 63 || at + 1 + length > query.length) return null;
    at += 1 + length;
    if (length === 0) break;
    labels.push(query.toString("latin1", at - length, at));
  }
  if (at + 4 > query.length) return null;
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at), end: at + 4 };
}

/** The answer of the name server that knows only `hosts`, which are all at `address`. */
export function answerQuery(query: Buffer, hosts: ReadonlySet<string>, address: string): Buffer | null {
  const question = readQuestion(query);
  if (question === null) return null;
  const isKnown = hosts.has(question.name);
  const hasAddress = isKnown && question.type === typeA;
  const header = Buffer.alloc(headerBytes);
  query.copy(header, 0, 0, 2);
  // A response, recursion wanted and available; 3 says that there is no such name.
  header.writeUInt16BE(0x8180 | (isKnown ? 0 : 3), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(hasAddress ? 1 : 0, 6);
  const record = Buffer.from([
    0xc0,
    headerBytes,
    0,
    typeA,
    0,
    1,
    0,
    0,
    0,
    60,
    0,
    4,
    ...address.split(".").map(Number),
  ]);
  return Buffer.concat([header, query.subarray(headerBytes, question.end), ...(hasAddress ? [record] : [])]);
}
