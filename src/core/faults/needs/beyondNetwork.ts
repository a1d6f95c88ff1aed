import type { Barrier } from "../../edges/barrier.ts";
import { gatewayElsewhere } from "../../edges/elsewhere.ts";
import { known, unknown, type Fact } from "../../model/fact.ts";
import type { Gateway } from "../../model/gateway.ts";
import { windowsNetwork } from "../../model/ids.ts";
import type { TcpFact } from "../../probe/rungs/tcp.ts";
import type { Need } from "../rule.ts";
import type { Scene } from "../scene.ts";
import { tcpFact } from "./rungFacts.ts";

/** The gateway that is meant, which listens in another network than the one that is asked. */
export interface BeyondNetwork {
  readonly gateway: Gateway;
  readonly barrier: Exclude<Barrier, { readonly reason: "not-known" }>;
}

/** WSL looks for new listeners once a second. */
const relayDelayMs = 3_000;

/** Null where no barrier is between the vantage and the gateway, as on a machine with one network. */
export const beyondNetwork: Need<BeyondNetwork | null> = (scene) =>
  beyondAt(scene.target?.host ?? null, scene);

/** The same for the address that clients use who are told no other. The gateway may answer at ::1 beside it. */
export const beyondIpv4: Need<BeyondNetwork | null> = (scene) => beyondAt("127.0.0.1", scene);

function beyondAt(host: string | null, scene: Scene): Fact<BeyondNetwork | null> {
  const { snapshot, target, ladder } = scene;
  if (target === null || host === null) return unknown("which gateway is meant cannot be told");
  const connection = ladder === null ? null : tcpFact(scene);
  if (connection?.known === false) return connection;
  const evidence = [
    ...(connection?.evidence ?? []),
    ...snapshot.networks.flatMap(({ listeners }) => listeners.evidence),
  ];
  const elsewhere = gatewayElsewhere(snapshot, { ...target, host });
  if (elsewhere === null) return known(null, evidence);
  const { gateway, barrier } = elsewhere;
  // What accepts the connection is the relay, which has come up since, or another program.
  if (connection !== null && isOpen(connection.value, host) && barrier.reason !== "port-held") {
    return known(null, evidence);
  }
  if (barrier.reason === "not-known") return unknown(barrier.what, evidence);
  const isYoung = gateway.startedAt !== null && snapshot.takenAt - gateway.startedAt < relayDelayMs;
  if (barrier.reason === "relay-missing" && isYoung) return known(null, evidence);
  return known({ gateway, barrier }, evidence);
}

function isOpen({ ipv4, ipv6 }: TcpFact, host: string): boolean {
  return (host.includes(":") ? ipv6 : ipv4) === "open";
}

/** How many networks with a loopback of their own there are: one, or Windows' and WSL's. */
export const networksSeen: Need<number> = ({ snapshot }: Scene) => {
  const { networks } = snapshot;
  if (networks.length === 0) return unknown("no network was seen");
  const blind = networks.find(({ listeners }) => !listeners.known);
  if (blind !== undefined && networks.some(({ id }) => id === windowsNetwork)) {
    return unknown(`the listeners of ${blind.name} are not known`, blind.listeners.evidence);
  }
  return known(
    networks.length,
    networks.flatMap(({ listeners }) => listeners.evidence),
  );
};
