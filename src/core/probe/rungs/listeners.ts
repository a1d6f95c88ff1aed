import { assertNever } from "../../base/assertNever.ts";
import { known, unknown, type Fact } from "../../model/fact.ts";
import type { Gateway } from "../../model/gateway.ts";
import type { Listener, ListenerOwner } from "../../model/listener.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Target } from "../../model/target.ts";
import { configOf, gatewayOf, isOtherGateway, namesPort, networkOf } from "../targetGateway.ts";
import type { Rung } from "../rung.ts";
import { climbed, unclear } from "../rungOutcome.ts";

/** Who holds the target's port, in every network that the target's address can mean. */
export interface ListenersFact {
  readonly onPort: readonly Listener[];
  /**
   * `unseen` = somebody listens, but who may not be read from here, or is behind a relay. `other-gateway` = a gateway
   * that runs on another state directory holds the port that this configuration names.
   */
  readonly holder: "nobody" | "target-gateway" | "other-gateway" | "foreign" | "unseen";
  /** The gateway on the port, when one was recognised. */
  readonly gateway: Gateway | null;
  /** Other gateways of the same user that were seen to run. */
  readonly otherGateways: readonly Gateway[];
}

export const listeners: Rung<ListenersFact> = {
  id: "listeners",
  title: "Who owns the port",
  layer: "port",
  after: [],
  isQuick: true,
  timeoutMs: 3_000,
  async climb({ snapshot, target }) {
    const all = listenersOf(snapshot, target);
    if (!all.known) return unclear("not-visible", all.evidence, all.reason);
    const onPort = all.value.filter(({ port }) => port === target.port);
    const gateway = gatewayOf(snapshot, target);
    const holder = holderOf(snapshot, target, onPort, gateway);
    const otherGateways = snapshot.gateways.filter((each) => each !== gateway);
    const fact = known({ onPort, holder, gateway, otherGateways }, all.evidence);
    const notes = otherGateways.map(({ id }) => `Another gateway runs: ${id}.`);
    const who = ownersText(onPort);
    switch (holder) {
      case "nobody":
        return climbed("fail", `nobody listens on port ${target.port}`, fact, notes);
      case "target-gateway":
        return climbed("ok", `the gateway (${who}) at ${addressesText(onPort)}`, fact, notes);
      case "other-gateway":
        return climbed("fail", `another gateway (${who}) holds port ${target.port}`, fact, notes);
      case "foreign":
        return climbed("fail", `${who} holds port ${target.port}, and is not a gateway`, fact, notes);
      case "unseen":
        return unclear("not-visible", all.evidence, `the owner of ${addressesText(onPort)}`, fact);
      default:
        return assertNever(holder);
    }
  },
};

function listenersOf(snapshot: Snapshot, target: Target): Fact<readonly Listener[]> {
  const namespace = snapshot.namespaces.find(({ id }) => id === target.namespace);
  const network = snapshot.networks.find(({ id }) => id === namespace?.network);
  return network?.listeners ?? unknown(`no network is known for ${target.namespace}`);
}

function holderOf(
  snapshot: Snapshot,
  target: Target,
  onPort: readonly Listener[],
  gateway: Gateway | null,
): ListenersFact["holder"] {
  if (onPort.length === 0) return "nobody";
  // A relay holds the port for somebody else, who was not seen: otherwise the target would be over there.
  const owners = onPort.flatMap(({ owner, exposure }) => (exposure === "relay" ? [] : (owner ?? [])));
  const network = networkOf(snapshot, target.namespace);
  const isGateway = ({ pid, namespace = network ?? "" }: ListenerOwner): boolean =>
    pid === gateway?.pid && namespace === gateway.namespace;
  // One stranger among the sockets of the port is enough: a client may reach it instead of the gateway.
  if (!owners.every(isGateway)) return "foreign";
  if (owners.length < onPort.length || gateway === null) return "unseen";
  // A gateway that was asked for by its own port is the target, whatever it runs on.
  const config = configOf(snapshot, target.namespace);
  const isConfigured = config !== null && namesPort(config) && config.port.value === target.port;
  return isConfigured && isOtherGateway(snapshot, target, gateway) ? "other-gateway" : "target-gateway";
}

function ownersText(onPort: readonly Listener[]): string {
  const owners = onPort.flatMap(({ owner }) => owner ?? []);
  return [...new Set(owners.map(({ process, pid }) => `${process}, pid ${pid}`))].join("; ");
}

function addressesText(onPort: readonly Listener[]): string {
  return onPort
    .map(({ address, port, family }) => (family === "ipv6" ? `[${address}]:${port}` : `${address}:${port}`))
    .join(" and ");
}
