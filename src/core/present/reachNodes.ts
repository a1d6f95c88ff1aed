import { barrierTo } from "../edges/barrier.ts";
import { barrierText } from "../edges/barrierText.ts";
import { hostOf, hostPort } from "../edges/loopback.ts";
import type { Edge, EdgeKind } from "../model/edge.ts";
import type { Gateway } from "../model/gateway.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Namespace } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { nameOfNamespace, namespaceName } from "./namespaceName.ts";
import { facts, treeNode, type TreeNode } from "./treeNode.ts";

/** How each kind of edge is called in a row. */
export const edgeWords: Readonly<Record<EdgeKind, string>> = {
  "localhost-relay": "localhost relay",
  "mirrored-loopback": "mirrored loopback",
  portproxy: "portproxy",
  "published-port": "published port",
  "shared-network": "shared network",
  "reverse-proxy": "reverse proxy",
  "ssh-tunnel": "SSH tunnel",
};

/** For each place that could ask for a gateway: the address that reaches it and the way there, or why none does. */
export function reachNodes(gateway: Gateway, snapshot: Snapshot): readonly TreeNode[] {
  const answering = gateway.answersAt.map(({ namespace, url }) =>
    reachNode(gateway, namespace, url, facts(url, wayOf(gateway, namespace, url, snapshot)), snapshot),
  );
  const reached = new Set(gateway.answersAt.map(({ namespace }) => namespace));
  const others = snapshot.namespaces
    .filter(({ id, state }) => state === "running" && !reached.has(id))
    .flatMap((place) => untriedNodes(gateway, place, snapshot) ?? barredNode(gateway, place, snapshot));
  return [...answering, ...others];
}

function reachNode(
  gateway: Gateway,
  namespace: NamespaceId,
  url: string,
  description: string,
  snapshot: Snapshot,
): TreeNode {
  return treeNode({
    id: `gateway/${gateway.id}/${namespace}/${url}`,
    kind: "address",
    label: `reach from ${nameOfNamespace(snapshot, namespace)}`,
    description,
    copyValue: url,
  });
}

function wayOf(gateway: Gateway, namespace: NamespaceId, url: string, snapshot: Snapshot): string | null {
  if (namespace === gateway.namespace) return null;
  const edge = edgesTo(gateway, namespace, snapshot).find(({ from }) => urlOf(from) === url);
  if (edge !== undefined) return `via ${edgeWords[edge.kind]}`;
  return networkOf(namespace, snapshot) === networkOf(gateway.namespace, snapshot) ? "same network" : null;
}

/** A way that is known and was not tried, since it starts in another place than the vantage; null where there is none. */
function untriedNodes(gateway: Gateway, { id }: Namespace, snapshot: Snapshot): readonly TreeNode[] | null {
  if (id === snapshot.vantage) return null;
  const edges = edgesTo(gateway, id, snapshot);
  if (edges.length === 0) return null;
  return edges.map(({ kind, from }) =>
    reachNode(
      gateway,
      id,
      urlOf(from),
      facts(urlOf(from), `via ${edgeWords[kind]}`, "not tried from here"),
      snapshot,
    ),
  );
}

function barredNode(gateway: Gateway, place: Namespace, snapshot: Snapshot): readonly TreeNode[] {
  const barrier = barrierTo(snapshot, gateway, place.id);
  if (barrier === null) return [];
  const sides = {
    here: namespaceName(place),
    there: nameOfNamespace(snapshot, gateway.namespace),
    port: gateway.port,
  };
  const isKnown = barrier.reason !== "not-known";
  return [
    treeNode({
      id: `gateway/${gateway.id}/${place.id}/barred`,
      kind: "address",
      label: `reach from ${sides.here}`,
      description: isKnown ? `not reached: ${barrierText(barrier, sides)}` : `not known: ${barrier.what}`,
      state: isKnown && place.id === snapshot.vantage ? "warning" : "info",
    }),
  ];
}

function edgesTo({ namespace, port }: Gateway, from: NamespaceId, { edges }: Snapshot): readonly Edge[] {
  return edges.filter(
    (edge) => edge.to.namespace === namespace && edge.to.port === port && edge.from.namespace === from,
  );
}

function urlOf({ address, port }: Edge["from"]): string {
  return `ws://${hostPort(hostOf(address), port)}`;
}

function networkOf(id: NamespaceId, { namespaces }: Snapshot): string | undefined {
  return namespaces.find((each) => each.id === id)?.network;
}
