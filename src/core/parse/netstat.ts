/** One TCP socket in LISTEN state, as `netstat -ano` shows it. */
export interface NetstatListener {
  readonly family: "ipv4" | "ipv6";
  /** Without a scope: `fe80::1`, not `fe80::1%12`. */
  readonly address: string;
  readonly port: number;
  readonly pid: number;
}

const row = /^\s*TCP\s+(\S+):(\d{1,5})\s+(\S+):(\d{1,5})\s.*?(\d+)\s*$/i;

/**
 * Reads `netstat -ano` in any language of Windows. Headers and states are translated (ABHÖREN, ESCUCHANDO) and come in
 * the console's code page; a listener is known by its peer, which is the unspecified address with port 0. The last
 * word of a row is the pid.
 */
export function parseNetstat(text: string): readonly NetstatListener[] {
  return text.split(/\r*\n/).flatMap((line) => {
    const [, local = "", port = "", peer = "", peerPort = "", pid = ""] = row.exec(line) ?? [];
    if (peerPort !== "0" || (peer !== "0.0.0.0" && peer !== "[::]")) return [];
    const isV6 = local.startsWith("[");
    const address = isV6 ? local.slice(1, -1).replace(/%.*$/, "") : local;
    return [{ family: isV6 ? "ipv6" : "ipv4", address, port: Number(port), pid: Number(pid) } as const];
  });
}
