import type { Gateway } from "../model/gateway.ts";
import type { NamespaceId, NetworkId } from "../model/ids.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { barrierTo, type Barrier } from "./barrier.ts";

/** An address as a client at the vantage has it, and the namespace whose gateway it is meant to reach. */
export interface Aim {
  readonly namespace: NamespaceId;
  readonly host: string;
  readonly port: number;
}

/** A gateway that listens in another network than the client's, and what is between them. */
export interface Elsewhere {
  readonly gateway: Gateway;
  readonly barrier: Barrier;
}

/**
 * The gateway that a client at the vantage aims at and that listens in another network without being reached from here;
 * where none runs in the namespace that is aimed at, one at the same port of another network. Null where no barrier is
 * between them.
 */
export function gatewayElsewhere(snapshot: Snapshot, aim: Aim): Elsewhere | null {
  const networkOf = (id: NamespaceId): NetworkId | null =>
    snapshot.namespaces.find((each) => each.id === id)?.network ?? null;
  const here = networkOf(snapshot.vantage);
  const there = networkOf(aim.namespace);
  const atPort = snapshot.gateways.filter(({ port }) => port === aim.port);
  const own = atPort.find(({ namespace }) => networkOf(namespace) === there);
  const gateway =
    own ?? (there === here ? atPort.find(({ namespace }) => networkOf(namespace) !== here) : undefined);
  if (gateway === undefined || networkOf(gateway.namespace) === here) return null;
  const barrier = barrierTo(snapshot, gateway, snapshot.vantage, aim.host);
  return barrier === null ? null : { gateway, barrier };
}
