import { hostOf, isOnLoopback } from "../edges/loopback.ts";
import { urlOf, type Answer } from "../edges/joinGateways.ts";
import type { Gateway } from "../model/gateway.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Namespace, Network } from "../model/namespace.ts";
import type { Ports } from "../ports/observed.ts";
import { askIdentity } from "./linux/identity.ts";

/** What is known of the world before the vantage has tried to reach beyond its own network. */
export interface Sight {
  readonly vantage: NamespaceId;
  readonly networks: readonly Network[];
  readonly namespaces: readonly Namespace[];
  readonly gateways: readonly Gateway[];
}

/**
 * Asks, from the vantage, at which of its own addresses the gateways of other namespaces answer. Only ports at which a
 * gateway is known to run are asked, and only where somebody listens.
 */
export async function askAcross(sight: Sight, ports: Ports, signal: AbortSignal): Promise<readonly Answer[]> {
  const doors = new Map<string, { readonly host: string; readonly port: number }>();
  for (const gateway of sight.gateways) {
    for (const host of hostsFor(gateway, sight))
      doors.set(urlOf(host, gateway.port), { host, port: gateway.port });
  }
  const isAnswered = (url: string): boolean =>
    sight.gateways.some(({ answersAt }) =>
      answersAt.some((address) => address.namespace === sight.vantage && address.url === url),
    );
  const answers = await Promise.all(
    [...doors].map(async ([url, { host, port }]): Promise<readonly Answer[]> => {
      if (isAnswered(url)) return [];
      const identity = await askIdentity(ports, host, port, signal);
      if (!identity.isLive) return [];
      const address = { namespace: sight.vantage, url };
      return [{ address, version: identity.startup?.version ?? null, startedAt: identity.startedAt }];
    }),
  );
  return answers.flat();
}

/** The addresses of the vantage's own loopback at which a gateway of another namespace may be reached. */
function hostsFor(gateway: Gateway, { vantage, networks, namespaces }: Sight): readonly string[] {
  const here = namespaces.find(({ id }) => id === vantage);
  const there = namespaces.find(({ id }) => id === gateway.namespace);
  if (here === undefined || there === undefined || here === there) return [];
  if (here.network === there.network) return here.kind === there.kind ? [] : ["127.0.0.1"];
  const listeners = networks.find(({ id }) => id === here.network)?.listeners;
  if (listeners?.known !== true) return ["127.0.0.1", "::1"];
  return listeners.value.flatMap(({ address, port }) =>
    port === gateway.port && isOnLoopback(address) ? [hostOf(address)] : [],
  );
}
