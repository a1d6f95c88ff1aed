import { sameStartMs, type Gateway } from "../../model/gateway.ts";
import type { Listener } from "../../model/listener.ts";
import type { Ports } from "../../ports/observed.ts";
import type { ProcessEntry } from "../../ports/processes.ts";
import { askIdentity, type Identity } from "./identity.ts";
import { hostPort } from "../../edges/loopback.ts";
import type { Place } from "./place.ts";

/** One address that was asked who it is. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** The process that holds the socket; null when it could not be seen. */
  readonly owner: ProcessEntry | null;
  /** Null when the owner is stopped, so that asking would only wait. */
  readonly identity: Identity | null;
}

/** Asks every address at which one of the candidate ports is listened on, all at once. */
export async function askEndpoints(
  ports: Ports,
  listeners: readonly Listener[],
  candidates: ReadonlySet<number>,
  ownerOf: (listener: Listener) => ProcessEntry | null,
  signal: AbortSignal,
): Promise<readonly Endpoint[]> {
  const doors = new Map<string, Omit<Endpoint, "identity">>();
  // Sockets that are bound to one address come first: they, not the wildcard, get its connections.
  const specificFirst = listeners.toSorted((a, b) => Number(isWildcard(a)) - Number(isWildcard(b)));
  for (const listener of specificFirst.filter(({ port }) => candidates.has(port))) {
    for (const host of hostsOf(listener)) {
      const key = hostPort(host, listener.port);
      if (!doors.has(key)) doors.set(key, { host, port: listener.port, owner: ownerOf(listener) });
    }
  }
  return Promise.all(
    [...doors.values()].map(async (door) => ({
      ...door,
      identity: door.owner?.state === "T" ? null : await askIdentity(ports, door.host, door.port, signal),
    })),
  );
}

function isWildcard(listener: Listener): boolean {
  return listener.address === "0.0.0.0" || listener.address === "::";
}

/** Where to reach a socket from its own namespace. `::` takes IPv4 too, unless another socket has it. */
function hostsOf(listener: Listener): readonly string[] {
  if (listener.address === "0.0.0.0") return ["127.0.0.1"];
  if (listener.address === "::") return ["::1", "127.0.0.1"];
  return [listener.address];
}

/** What tells a gateway's process from any other. */
export interface OwnerClues {
  readonly uid: number;
  /** Processes that run a gateway. */
  readonly gatewayPids: ReadonlySet<number>;
  /** Processes that a lock file or the main pid of a gateway's unit names. */
  readonly vouchedPids: ReadonlySet<number>;
  /** Ports at which a gateway is expected: pinned by unit or lock, configured, the default. */
  readonly expectedPorts: ReadonlySet<number>;
}

/** Programs that pass connections on, so that what answers behind them may well be a gateway. */
const relays =
  /^(?:docker-proxy|rootlesskit|rootlessport|slirp4netns|pasta(?:\.avx2)?|passt|gvproxy|ssh|sshd)$/;

/** Turns answers into gateways. A program that only answers like one is none: its owner gives it away. */
export function identifyGateways(
  place: Place,
  endpoints: readonly Endpoint[],
  clues: OwnerClues,
): readonly Gateway[] {
  const isVouched = (owner: ProcessEntry): boolean =>
    clues.vouchedPids.has(owner.pid) || clues.gatewayPids.has(owner.pid);
  const answering = endpoints.filter(({ owner, identity }) => {
    if (identity?.isLive !== true) return false;
    if (owner !== null && isVouched(owner)) return true;
    return identity.startup !== null && (owner === null || relays.test(owner.name));
  });
  const answeringPids = new Set(answering.map(({ owner }) => owner?.pid));
  const silent = endpoints.filter(
    ({ owner, identity }) =>
      owner !== null && isVouched(owner) && identity?.answers !== true && !answeringPids.has(owner.pid),
  );
  const groups = groupEndpoints([...answering, ...mainPortsOf(silent, clues.expectedPorts)]);
  const taken = new Set<string>();
  return groups.map((group) => {
    const first = group[0];
    // Two gateways can share a port number, one at 127.0.0.1 and one at ::1.
    const short = `${place.namespace}:${first.port}`;
    const id = taken.has(short) ? `${place.namespace}:${hostPort(first.host, first.port)}` : short;
    taken.add(id);
    return toGateway(place, id, group, clues);
  });
}

/** A gateway process listens on helper ports too; of those that say nothing, only the gateway's own counts. */
function mainPortsOf(silent: readonly Endpoint[], expected: ReadonlySet<number>): readonly Endpoint[] {
  const mainPort = new Map<number, number>();
  const rank = (port: number): number => (expected.has(port) ? port : port + 65_536);
  for (const { owner, port } of silent) {
    const pid = owner?.pid ?? 0;
    const other = mainPort.get(pid);
    if (other === undefined || rank(port) < rank(other)) mainPort.set(pid, port);
  }
  return silent.filter(({ owner, port }) => mainPort.get(owner?.pid ?? 0) === port);
}

type Group = readonly [Endpoint, ...Endpoint[]];

function groupEndpoints(endpoints: readonly Endpoint[]): readonly Group[] {
  const groups: [Endpoint, ...Endpoint[]][] = [];
  for (const endpoint of endpoints) {
    const group = groups.find(([first]) => isSameGateway(first, endpoint));
    if (group === undefined) groups.push([endpoint]);
    else group.push(endpoint);
  }
  return groups;
}

function isSameGateway(one: Endpoint, other: Endpoint): boolean {
  if (one.port !== other.port) return false;
  if (one.owner !== null && other.owner !== null) return one.owner.pid === other.owner.pid;
  const [a, b] = [one.identity, other.identity];
  // Only direct local callers are told version and uptime; what is not told cannot contradict.
  if (a?.startedAt == null || b?.startedAt == null) return true;
  return Math.abs(a.startedAt - b.startedAt) <= sameStartMs && a.startup?.version === b.startup?.version;
}

function toGateway(place: Place, id: string, group: Group, clues: OwnerClues): Gateway {
  const told = group.find(({ identity }) => identity?.startup?.version != null)?.identity ?? null;
  const first = group[0];
  const owner = group.find((endpoint) => endpoint.owner !== null)?.owner ?? null;
  const isRelayed = owner !== null && relays.test(owner.name);
  const answering = group.filter(({ identity }) => identity?.isLive === true);
  return {
    id,
    namespace: place.namespace,
    port: first.port,
    version: told?.startup?.version ?? null,
    startedAt: told?.startedAt ?? null,
    pid: isRelayed ? null : (owner?.pid ?? null),
    state: answering.length === 0 ? "silent" : (told?.startup?.status ?? "started"),
    answersAt: answering.map(({ host, port }) => ({
      namespace: place.namespace,
      url: `ws://${hostPort(host, port)}`,
    })),
    ownerVerified: group.every(({ owner: holder }) => holder !== null && isTrusted(holder, clues)),
  };
}

/** A credential goes only to the unit's or lock's own process, or to a gateway process of the same user. */
function isTrusted(owner: ProcessEntry, clues: OwnerClues): boolean {
  return clues.vouchedPids.has(owner.pid) || (clues.gatewayPids.has(owner.pid) && owner.uid === clues.uid);
}
