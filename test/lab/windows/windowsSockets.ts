/** The sockets of Windows, with their owners, as netstat and Get-NetTCPConnection show them. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { ServiceInfo } from "../protocol.ts";
import { relayPid, type WindowsProcess } from "./windowsProcesses.ts";

export type TcpState =
  | "Listen"
  | "Established"
  | "SynSent"
  | "SynReceived"
  | "FinWait1"
  | "FinWait2"
  | "TimeWait"
  | "CloseWait"
  | "LastAck"
  | "Closing";

export interface WindowsSocket {
  readonly protocol: "TCP" | "UDP";
  readonly family: "ipv4" | "ipv6";
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Null for UDP. */
  readonly state: TcpState | null;
  /** As Windows numbers it; 0 when nobody owns it any more. */
  readonly pid: number;
}

const tcpStates: Readonly<Record<string, TcpState>> = {
  "01": "Established",
  "02": "SynSent",
  "03": "SynReceived",
  "04": "FinWait1",
  "05": "FinWait2",
  "06": "TimeWait",
  "08": "CloseWait",
  "09": "LastAck",
  "0A": "Listen",
  "0B": "Closing",
};

/** All sockets in the network of process `network` that belong to Windows, sorted as netstat does. */
export function windowsSockets(
  network: number,
  processes: readonly WindowsProcess[],
  info: ServiceInfo | null,
): readonly WindowsSocket[] {
  const owners = socketOwners(processes);
  const dual = dualStackListeners(network);
  const rows: WindowsSocket[] = [];
  for (const table of ["tcp", "tcp6", "udp", "udp6"] as const) {
    for (const line of readFileSync(`/proc/${network}/net/${table}`, "utf8").split("\n").slice(1)) {
      const socket = parseLine(line, table);
      if (socket === null) continue;
      const owner = owners.get(socket.inode);
      // In mirrored mode the guest's sockets are in the same table, but are nobody's on Windows.
      if (owner === undefined && socket.inode !== "0") continue;
      const row = { ...socket.row, pid: owner === undefined ? 0 : ownerPid(owner, socket.row, info) };
      rows.push(row);
      if (dual.has(socket.inode)) {
        rows.push({ ...row, family: "ipv4", localAddress: "0.0.0.0", remoteAddress: "0.0.0.0" });
      }
    }
  }
  return rows.sort(compareSockets);
}

type Row = Omit<WindowsSocket, "pid">;

/** One line of `/proc/net/{tcp,udp}{,6}`; null for what Windows would not show. */
export function parseLine(line: string, table: string): { readonly row: Row; readonly inode: string } | null {
  const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/);
  if (local === undefined || remote === undefined || inode === undefined) return null;
  const isTcp = table.startsWith("tcp");
  const tcpState = isTcp ? tcpStates[state ?? ""] : null;
  if (tcpState === undefined) return null;
  const [localAddress, localPort] = parseAddress(local);
  const [remoteAddress, remotePort] = parseAddress(remote);
  // A connection over IPv4 to a dual-stack socket stands in the table of IPv6 on Linux only.
  const isMapped = localAddress.startsWith("::ffff:");
  const plain = (address: string) => (isMapped ? address.replace("::ffff:", "") : address);
  return {
    row: {
      protocol: isTcp ? "TCP" : "UDP",
      family: table.endsWith("6") && !isMapped ? "ipv6" : "ipv4",
      localAddress: plain(localAddress),
      localPort,
      remoteAddress: plain(remoteAddress),
      remotePort,
      state: tcpState,
    },
    inode,
  };
}

function parseAddress(hex: string): readonly [string, number] {
  const [address = "", port = "0"] = hex.split(":");
  const bytes = Buffer.from(address, "hex");
  bytes.swap32(); // words in the byte order of the machine
  return [bytes.length === 4 ? [...bytes].join(".") : ipv6Text(bytes), parseInt(port, 16)];
}

/** The short form of an IPv6 address (RFC 5952). */
function ipv6Text(bytes: Buffer): string {
  if (bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff) {
    return `::ffff:${[...bytes.subarray(12)].join(".")}`;
  }
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

function socketOwners(processes: readonly WindowsProcess[]): ReadonlyMap<string, WindowsProcess> {
  const owners = new Map<string, WindowsProcess>();
  for (const process of processes) {
    if (process.hostPid === null) continue;
    try {
      for (const descriptor of readdirSync(`/proc/${process.hostPid}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(
          readlinkSync(`/proc/${process.hostPid}/fd/${descriptor}`),
        )?.[1];
        if (inode !== undefined && !owners.has(inode)) owners.set(inode, process);
      }
    } catch {
      continue; // it ended, or closed one meanwhile
    }
  }
  return owners;
}

/** Of the service's sockets, those on a relayed loopback port are wslrelay.exe's. */
function ownerPid(owner: WindowsProcess, row: Row, info: ServiceInfo | null): number {
  if (info === null || owner.hostPid !== info.pid) return owner.pid;
  const isRelayed = info.relays.some((relay) => relay.family === row.family && relay.port === row.localPort);
  return isRelayed ? relayPid(info.pid) : owner.pid;
}

/** Inodes of listeners on `::` that take IPv4 as well; Windows lists those twice. Only `ss` tells. */
function dualStackListeners(network: number): ReadonlySet<string> {
  const command = [`--net=/proc/${network}/ns/net`, "ss", "-H", "-6", "-l", "-n", "-t", "-u", "-e"];
  const text = execFileSync("nsenter", command, { encoding: "utf8", timeout: 5_000 });
  const inodes = text.split("\n").flatMap((line) => {
    const isAny = /\s(?:\*|\[::\]):\d+\s/.test(line);
    const inode = /\bino:(\d+)/.exec(line)?.[1];
    return isAny && inode !== undefined && /\bv6only:0/.test(line) ? [inode] : [];
  });
  return new Set(inodes);
}

function compareSockets(one: WindowsSocket, other: WindowsSocket): number {
  const rank = (socket: WindowsSocket) =>
    (socket.protocol === "TCP" ? 0 : 2) + (socket.family === "ipv4" ? 0 : 1);
  const local = one.localAddress.localeCompare(other.localAddress, "en", { numeric: true });
  return (
    rank(one) - rank(other) || local || one.localPort - other.localPort || one.remotePort - other.remotePort
  );
}
