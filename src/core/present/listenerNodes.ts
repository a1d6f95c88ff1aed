import { hostOf, hostPort } from "../edges/loopback.ts";
import type { Listener } from "../model/listener.ts";
import type { Network } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { nameOfNamespace } from "./namespaceName.ts";
import { facts, treeNode, type TreeNode } from "./treeNode.ts";

/** The listeners of a network under one row, or why they are not known. */
export function listenerNodes(parent: string, network: Network, snapshot: Snapshot): readonly TreeNode[] {
  const { listeners } = network;
  const id = `${parent}/listeners`;
  if (!listeners.known) {
    const description = `not known: ${listeners.reason}`;
    return [treeNode({ id, kind: "group", label: "listeners", description, state: "info" })];
  }
  if (listeners.value.length === 0) return [];
  return [
    treeNode({
      id,
      kind: "group",
      label: `listeners (${listeners.value.length})`,
      children: listeners.value.map((listener) => listenerNode(parent, listener, network, snapshot)),
    }),
  ];
}

function listenerNode(parent: string, listener: Listener, network: Network, snapshot: Snapshot): TreeNode {
  const { address, port, owner } = listener;
  const place = hostPort(address, port);
  return treeNode({
    id: `${parent}/listener/${listener.id}`,
    kind: "listener",
    label: place,
    description: facts(
      owner?.namespace !== undefined && nameOfNamespace(snapshot, owner.namespace),
      owner === null ? "owner not visible" : owner.process,
      owner?.unit,
      owner?.container != null && `container ${owner.container}`,
      exposureText(listener, network, snapshot),
    ),
    tooltip: owner === null ? [] : [`Process ${owner.pid}`],
    copyValue: place,
  });
}

function exposureText({ address, port, exposure }: Listener, network: Network, snapshot: Snapshot): string {
  if (exposure === "loopback") return "";
  if (exposure !== "relay") return exposureWords[exposure];
  const edge = snapshot.edges.find(
    ({ from }) =>
      from.port === port &&
      from.address === hostOf(address) &&
      snapshot.namespaces.find(({ id }) => id === from.namespace)?.network === network.id,
  );
  return edge === undefined
    ? "relay"
    : `relay → ${nameOfNamespace(snapshot, edge.to.namespace)}:${edge.to.port}`;
}

const exposureWords: Readonly<Record<Exclude<Listener["exposure"], "loopback" | "relay">, string>> = {
  network: "open to its own network",
  lan: "open to the local network",
  published: "published",
};
