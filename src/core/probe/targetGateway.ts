import type { Gateway } from "../model/gateway.ts";
import type { GatewayConfig } from "../model/gatewayConfig.ts";
import type { Listener } from "../model/listener.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Target } from "../model/target.ts";

/** The running gateway at the target's port, as discovery saw it; null when there is none. */
export function gatewayOf(snapshot: Snapshot, target: Target): Gateway | null {
  const network = networkOf(snapshot, target.namespace);
  return (
    snapshot.gateways.find(
      (each) => each.port === target.port && networkOf(snapshot, each.namespace) === network,
    ) ?? null
  );
}

/**
 * True when that gateway is known to run on another state directory than the one that clients here use. The same path
 * in another namespace, such as a second WSL instance on the same network, is another directory.
 */
export function isOtherGateway(snapshot: Snapshot, target: Target, gateway: Gateway): boolean {
  const config = configOf(snapshot, target.namespace);
  if (gateway.namespace !== target.namespace) return config?.exists === true;
  const stateDir = gateway.stateDir ?? null;
  return config !== null && stateDir !== null && config.stateDir !== stateDir;
}

/** The configuration that clients in a namespace use; null when it could not be told. */
export function configOf(snapshot: Snapshot, namespace: NamespaceId): GatewayConfig | null {
  const config = snapshot.configs.get(namespace);
  return config?.known === true ? config.value : null;
}

/** True when somebody wrote the port down; false for the default that clients take where nobody did. */
export function namesPort({ exists, profile, port }: GatewayConfig): boolean {
  return exists || profile !== null || port.from === "OPENCLAW_GATEWAY_PORT";
}

/** Whether a connection to `host` can end at a socket bound to `address`. */
export function accepts(host: string, { address }: Pick<Listener, "address">): boolean {
  if (address === host || address === "::") return true;
  return address === "0.0.0.0" && !host.includes(":");
}

export function networkOf(snapshot: Snapshot, namespace: NamespaceId): string | null {
  return snapshot.namespaces.find(({ id }) => id === namespace)?.network ?? null;
}
