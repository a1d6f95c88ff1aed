import type { Edge } from "../model/edge.ts";
import { sameStartMs, type Gateway, type GatewayAddress } from "../model/gateway.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Namespace } from "../model/namespace.ts";
import { hostPort } from "./loopback.ts";

/** What answered at an address of the vantage, asked as one asks a gateway who it is. */
export interface Answer {
  readonly address: GatewayAddress;
  readonly version: string | null;
  readonly startedAt: number | null;
}

/** Behind a known relay only a start that is clearly another one tells of another process, such as on a shared port. */
const sameStartBehindRelayMs = 5_000;

/**
 * One gateway that answers at several addresses is one: what a relay answers is its gateway's word. What answers
 * otherwise is the same gateway where version and start agree, and stays apart where they are not told.
 */
export function joinGateways(
  gateways: readonly Gateway[],
  answers: readonly Answer[],
  edges: readonly Edge[],
): readonly Gateway[] {
  const others = new Map<Gateway, GatewayAddress[]>();
  const merged = new Set<Gateway>();
  const add = (gateway: Gateway, address: GatewayAddress): void => {
    others.set(gateway, [...(others.get(gateway) ?? []), address]);
  };
  for (const gateway of gateways) {
    const same = gateways.find((other) => other !== gateway && isBehind(gateway, other, edges));
    if (same === undefined) continue;
    merged.add(gateway);
    for (const address of gateway.answersAt) add(same, address);
  }
  for (const answer of answers) {
    const gateway = gateways.find((each) => !merged.has(each) && isSameGateway(each, answer, edges));
    if (gateway !== undefined) add(gateway, answer.address);
  }
  return gateways
    .filter((gateway) => !merged.has(gateway))
    .map((gateway) => withAddresses(gateway, others.get(gateway) ?? []));
}

/** Whether `front`, which answered at an address of its own namespace, is nothing but a way to `gateway`. */
function isBehind(front: Gateway, gateway: Gateway, edges: readonly Edge[]): boolean {
  if (front.namespace === gateway.namespace || front.ownerVerified) return false;
  // Where neither owner was seen, what answers on Windows is the relay: WSL opens no way in the other direction.
  if (!gateway.ownerVerified && front.namespace !== "windows") return false;
  return (
    front.answersAt.length > 0 &&
    front.answersAt.every((address) =>
      isSameGateway(gateway, { address, version: front.version, startedAt: front.startedAt }, edges),
    )
  );
}

function isSameGateway(gateway: Gateway, answer: Answer, edges: readonly Edge[]): boolean {
  if (gateway.version !== null && answer.version !== null && gateway.version !== answer.version) return false;
  const isRelayed = leadsTo(gateway, answer.address, edges);
  if (gateway.startedAt === null || answer.startedAt === null) return isRelayed;
  if (gateway.version === null && !isRelayed) return false;
  const tolerance = isRelayed ? sameStartBehindRelayMs : sameStartMs;
  return Math.abs(gateway.startedAt - answer.startedAt) <= tolerance;
}

function leadsTo({ namespace, port }: Gateway, address: GatewayAddress, edges: readonly Edge[]): boolean {
  return edges.some(
    ({ from, to }) =>
      to.namespace === namespace &&
      to.port === port &&
      from.namespace === address.namespace &&
      address.url === urlOf(from.address, from.port),
  );
}

export function urlOf(host: string, port: number): string {
  return `ws://${hostPort(host, port)}`;
}

function withAddresses(gateway: Gateway, more: readonly GatewayAddress[]): Gateway {
  const all = [...gateway.answersAt, ...more];
  const unique = new Map(all.map((address) => [`${address.namespace} ${address.url}`, address]));
  return { ...gateway, answersAt: [...unique.values()] };
}

/** What shares a network shares its addresses: a gateway that answers one running WSL instance answers all of them. */
export function sharedAddresses(
  gateways: readonly Gateway[],
  namespaces: readonly Namespace[],
): readonly Gateway[] {
  const placeOf = (id: NamespaceId): Namespace | undefined => namespaces.find((each) => each.id === id);
  return gateways.map((gateway) => {
    const home = placeOf(gateway.namespace);
    if (home?.kind !== "wsl") return gateway;
    const neighbours = namespaces.filter(
      ({ id, kind, network, state }) =>
        kind === "wsl" && network === home.network && state === "running" && id !== home.id,
    );
    const own = gateway.answersAt.filter(({ namespace }) => namespace === home.id);
    return withAddresses(
      gateway,
      neighbours.flatMap(({ id }) => own.map(({ url }) => ({ namespace: id, url }))),
    );
  });
}
