import { sameStartMs, type Gateway } from "../../model/gateway.ts";
import type { Listener } from "../../model/listener.ts";
import { relayKindOf } from "../../edges/relayPrograms.ts";
import type { Ports } from "../../ports/observed.ts";
import { askEndpoints, type Endpoint } from "../linux/gateways.ts";
import { hostPort } from "../../edges/loopback.ts";

const namespace = "windows";

/**
 * Asks who answers at the given ports of Windows. A gateway in an instance answers here, too, through its relay; that
 * it is the same one is found out when the networks are linked. Owners are known by name only, so none is verified.
 */
export async function findWindowsGateways(
  ports: Ports,
  listeners: readonly Listener[],
  candidates: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<readonly Gateway[]> {
  const endpoints = await askEndpoints(ports, listeners, candidates, () => null, signal);
  const found: Gateway[] = [];
  for (const endpoint of endpoints) {
    const gateway = toGateway(endpoint, listeners);
    if (gateway === null) continue;
    const index = found.findIndex((other) => isSame(other, gateway));
    const same = found[index];
    if (same === undefined) found.push(gateway);
    else found[index] = { ...same, answersAt: [...same.answersAt, ...gateway.answersAt] };
  }
  return found;
}

function toGateway({ host, port, identity }: Endpoint, listeners: readonly Listener[]): Gateway | null {
  if (identity?.isLive !== true) return null;
  const owners = listeners.flatMap(({ address, port: other, owner }) =>
    other === port && owner !== null && reaches(host, address) ? [owner] : [],
  );
  const own = owners.filter((owner) => relayKindOf(owner) === null);
  // Releases before mid-2026 have no /startupz; of those only Node's own health page is believed.
  if (identity.startup === null && !own.some(({ process }) => process.toLowerCase() === "node.exe")) {
    return null;
  }
  return {
    id: `${namespace}:${port}`,
    namespace,
    port,
    version: identity.startup?.version ?? null,
    startedAt: identity.startedAt,
    pid: owners.length === 1 ? (own[0]?.pid ?? null) : null,
    stateDir: null,
    state: identity.startup?.status ?? "started",
    answersAt: [{ namespace, url: `ws://${hostPort(host, port)}` }],
    ownerVerified: false,
  };
}

/** Unlike on Linux, a socket at `::` does not take IPv4 here: netstat shows one at `0.0.0.0` beside it. */
function reaches(host: string, address: string): boolean {
  return address === host || address === (host.includes(":") ? "::" : "0.0.0.0");
}

function isSame(one: Gateway, other: Gateway): boolean {
  if (one.port !== other.port || one.version !== other.version || one.pid !== other.pid) return false;
  if (one.startedAt === null || other.startedAt === null) return true;
  return Math.abs(one.startedAt - other.startedAt) <= sameStartMs;
}
