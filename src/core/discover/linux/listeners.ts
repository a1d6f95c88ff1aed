import { known, unknown, type Fact } from "../../model/fact.ts";
import type { Listener } from "../../model/listener.ts";
import type { EvidenceId } from "../../model/ids.ts";
import { hostPort, isLoopback } from "../../edges/loopback.ts";
import { parseCgroup } from "../../parse/cgroup.ts";
import { parseNetTcp, type ListeningSocket } from "../../parse/netTcp.ts";
import type { Ports } from "../../ports/observed.ts";
import type { ProcessEntry } from "../../ports/processes.ts";
import { processName } from "./gatewayProcess.ts";
import type { Place } from "./place.ts";
import type { ProcessTable } from "./processTable.ts";

/** The LISTEN sockets of one network and whom they belong to. */
export interface ListenerView {
  readonly listeners: Fact<readonly Listener[]>;
  readonly blindSpots: readonly string[];
}

/** The kernel's TCP tables as text; they name sockets by inode, not by process. */
export interface SocketTables {
  readonly sockets: readonly ListeningSocket[] | null;
  readonly reason: string;
  readonly evidence: readonly EvidenceId[];
}

/** A busy machine has tens of thousands of rows of 150 characters. */
const tableBytes = 64 * 1024 * 1024;

export async function readSocketTables(ports: Ports): Promise<SocketTables> {
  const [v4, v6] = await Promise.all([
    ports.files.read("/proc/net/tcp", tableBytes),
    ports.files.read("/proc/net/tcp6", tableBytes),
  ]);
  const evidence = [v4.evidence, v6.evidence];
  if (!v4.ok) return { sockets: null, reason: `/proc/net/tcp: ${v4.failure.reason}`, evidence };
  // Without IPv6 in the kernel there is no tcp6; any other failure would hide listeners.
  if (!v6.ok && v6.failure.reason !== "not-found") {
    return { sockets: null, reason: `/proc/net/tcp6: ${v6.failure.reason}`, evidence };
  }
  return {
    sockets: [...parseNetTcp(v4.value), ...(v6.ok ? parseNetTcp(v6.value) : [])],
    reason: "",
    evidence,
  };
}

/**
 * Joins sockets with the processes that hold them. Without root, only the user's own processes show theirs.
 * `elsewhere` has the ids of those that belong to another place on the same network.
 */
export function joinListeners(
  place: Place,
  uid: number,
  tables: SocketTables,
  table: ProcessTable,
  elsewhere: ReadonlySet<string> = new Set(),
): ListenerView {
  if (tables.sockets === null) {
    const why = `The socket table cannot be read (${tables.reason}), so no listener is known.`;
    return { listeners: unknown(tables.reason, tables.evidence), blindSpots: [why] };
  }
  const owners = ownersByInode(table);
  const rows = new Map<string, { readonly listener: Listener; readonly uid: number }>();
  for (const socket of tables.sockets) {
    const listener = toListener(place, socket, owners.get(socket.inode) ?? null);
    // Several sockets may share one address (SO_REUSEPORT); the one with a known owner tells more.
    if (listener.owner === null && rows.has(listener.id)) continue;
    rows.set(listener.id, { listener, uid: socket.uid });
  }
  const hidden = [...rows.values()].filter(
    ({ listener }) => listener.owner === null && !elsewhere.has(listener.id),
  );
  const others = hidden.filter((row) => uid !== 0 && row.uid !== uid).length;
  return {
    listeners: known([...rows.values()].map((row) => row.listener).toSorted(byPort), tables.evidence),
    blindSpots: [...othersSentence(others), ...nobodySentence(hidden.length - others)],
  };
}

/** By port, IPv4 before IPv6: the address that people and clients write first comes first. */
function byPort(one: Listener, other: Listener): number {
  return (
    one.port - other.port ||
    one.family.localeCompare(other.family) ||
    one.address.localeCompare(other.address)
  );
}

function othersSentence(count: number): readonly string[] {
  if (count === 0) return [];
  return count === 1
    ? ["1 listener belongs to another user; its owner is not visible without root."]
    : [`${count} listeners belong to other users; their owners are not visible without root.`];
}

function nobodySentence(count: number): readonly string[] {
  if (count === 0) return [];
  const whose = "a process outside this process table, such as one in a container or in the kernel";
  return [count === 1 ? `1 listener belongs to ${whose}.` : `${count} listeners each belong to ${whose}.`];
}

/** A socket that was handed down belongs to the process that opened it, which is the first to hold it. */
function ownersByInode(table: ProcessTable): ReadonlyMap<number, ProcessEntry> {
  const owners = new Map<number, ProcessEntry>();
  for (const entry of table.values()) {
    for (const inode of entry.socketInodes ?? []) {
      const other = owners.get(inode);
      if (other === undefined || isOlder(entry, other)) owners.set(inode, entry);
    }
  }
  return owners;
}

function isOlder(one: ProcessEntry, other: ProcessEntry): boolean {
  if (one.startedAt !== null && other.startedAt !== null && one.startedAt !== other.startedAt) {
    return one.startedAt < other.startedAt;
  }
  return one.pid < other.pid;
}

function toListener(place: Place, socket: ListeningSocket, owner: ProcessEntry | null): Listener {
  const { family, address, port } = socket;
  const cgroup = owner === null ? null : parseCgroup(owner.cgroup ?? "");
  return {
    id: `${place.network}/${hostPort(address, port)}`,
    protocol: "tcp",
    family,
    address,
    port,
    owner:
      owner === null
        ? null
        : {
            ...(place.namespace === place.network ? {} : { namespace: place.namespace }),
            pid: owner.pid,
            process: processName(owner),
            // A scope, such as a login's or `init.scope`, groups processes; it keeps none of them running.
            unit: cgroup?.unit?.endsWith(".service") === true ? cgroup.unit : null,
            container: cgroup?.container?.id.slice(0, 12) ?? null,
          },
    exposure: isLoopback(address) ? "loopback" : "lan",
  };
}
