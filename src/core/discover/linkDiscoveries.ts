import { joinGateways, sharedAddresses } from "../edges/joinGateways.ts";
import { joinNetworks } from "../edges/joinNetworks.ts";
import { linkNetworks } from "../edges/linkNetworks.ts";
import type { Edge } from "../model/edge.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Ports } from "../ports/observed.ts";
import { askAcross, type Sight } from "./askAcross.ts";
import type { Discovery } from "./provider.ts";

/** Joins what the providers found: shared networks, the ways between them, and each gateway once. */
export async function linkDiscoveries(
  found: readonly Discovery[],
  vantage: NamespaceId,
  ports: Ports,
  signal: AbortSignal,
): Promise<Sight & { readonly edges: readonly Edge[] }> {
  const namespaces = found.flatMap((discovery) => discovery.namespaces);
  const gateways = found.flatMap((discovery) => discovery.gateways);
  const portproxies = found.find((discovery) => discovery.portproxies !== undefined)?.portproxies ?? null;
  const joined = joinNetworks(found.flatMap((discovery) => discovery.networks));
  const { networks, edges } = linkNetworks({ networks: joined, namespaces, gateways, portproxies });
  const answers = await askAcross({ vantage, networks, namespaces, gateways }, ports, signal);
  return {
    vantage,
    networks,
    namespaces,
    edges: [...found.flatMap((discovery) => discovery.edges), ...edges],
    gateways: sharedAddresses(joinGateways(gateways, answers, edges), namespaces),
  };
}
