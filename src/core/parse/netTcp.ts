/** One socket in LISTEN state, as `/proc/net/tcp` and `/proc/net/tcp6` tell it. */
export interface ListeningSocket {
  readonly family: "ipv4" | "ipv6";
  /** In its usual notation; an IPv4 address that an IPv6 socket is bound to is written as IPv4. */
  readonly address: string;
  readonly port: number;
  readonly uid: number;
  /** 0 for a socket of the kernel's own. */
  readonly inode: number;
}

const listenState = "0A";
const row =
  /^\s*\d+:\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+\S+\s+([0-9A-F]{2})\s+\S+\s+\S+\s+\S+\s+(\d+)\s+\d+\s+(\d+)/;

/** Reads the LISTEN rows of a kernel TCP table; every other line is passed over. */
export function parseNetTcp(text: string): readonly ListeningSocket[] {
  const sockets: ListeningSocket[] = [];
  for (const line of text.split("\n")) {
    const [, address = "", port = "", state, uid, inode] = row.exec(line) ?? [];
    if (state !== listenState) continue;
    sockets.push({
      ...parseAddress(address),
      port: Number.parseInt(port, 16),
      uid: Number(uid),
      inode: Number(inode),
    });
  }
  return sockets;
}

function parseAddress(hex: string): Pick<ListeningSocket, "family" | "address"> {
  const bytes = networkBytes(hex);
  if (bytes.length === 4) return { family: "ipv4", address: bytes.join(".") };
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (isMapped) return { family: "ipv4", address: bytes.slice(12).join(".") };
  return { family: "ipv6", address: formatIpv6(bytes) };
}

/** The kernel prints each 32-bit word in the machine's own order, which is little-endian wherever Node runs it. */
function networkBytes(hex: string): readonly number[] {
  const words = hex.match(/.{8}/g) ?? [];
  return words.flatMap((word) =>
    (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse(),
  );
}

/** RFC 5952: groups without leading zeros, the first longest run of two or more zero groups as `::`. */
function formatIpv6(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
  );
  const text = groups.join(":");
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)];
  const longest = Math.max(0, ...runs.map(([run]) => run.length));
  const run = runs.find(([zeros]) => zeros.length === longest);
  if (run === undefined) return text;
  const before = text.slice(0, run.index).replace(/:$/, "");
  const after = text.slice(run.index + longest).replace(/^:/, "");
  return `${before}::${after}`;
}
