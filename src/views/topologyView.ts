import * as vscode from "vscode";
import { setContextKey, type ContextKeys } from "../host/contextKeys.ts";
import type { LastSeen } from "../host/lastSeen.ts";
import { words } from "../host/strings.ts";
import { treeModel } from "../core/present/treeModel.ts";
import type { Snapshot } from "../core/model/snapshot.ts";
import type { Store, StoreState } from "../core/store.ts";
import { NodeTree } from "./nodeTree.ts";

/** The Topology view: first the rows of the last session, marked as such, then what the store sees. */
export function createTopologyView(
  store: Store,
  lastSeen: LastSeen,
): vscode.Disposable & { readonly view: vscode.TreeView<unknown> } {
  const tree = new NodeTree();
  const view = vscode.window.createTreeView("gatewayLens.topology", {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const remembered = lastSeen.read();
  if (remembered !== null) {
    tree.show(remembered.nodes);
    view.description = words.stale(new Date(remembered.takenAt).toLocaleTimeString());
  }
  setContextKey("state", remembered === null ? "loading" : "shown");
  let shown: Snapshot | null = null;
  const subscription = store.onDidChange((state) => {
    const { snapshot } = state;
    setContextKey("state", stateOf(state, tree));
    if (snapshot === null || snapshot === shown) return;
    shown = snapshot;
    view.description = "";
    const isEmpty = isNothingFound(snapshot);
    const nodes = isEmpty ? [] : treeModel(snapshot);
    tree.show(nodes);
    lastSeen.write({ takenAt: snapshot.takenAt, nodes });
    setContextKey("state", stateOf(state, tree));
  });
  return { view, dispose: () => vscode.Disposable.from(subscription, view, tree).dispose() };
}

function stateOf({ snapshot, failure }: StoreState, tree: NodeTree): ContextKeys["state"] {
  if (tree.nodes.length > 0) return "shown";
  if (failure !== null) return "error";
  if (snapshot === null) return "loading";
  return snapshot.networks.every(({ listeners }) => !listeners.known) ? "blind" : "none";
}

/** No gateway, nothing that would start one, and no configuration: there is nothing to draw. */
function isNothingFound(snapshot: Snapshot): boolean {
  const hasConfig = [...snapshot.configs.values()].some((config) => config.known && config.value.exists);
  return (
    snapshot.gateways.length === 0 &&
    !hasConfig &&
    snapshot.namespaces.every(
      ({ installs, supervisors }) => installs.length === 0 && supervisors.length === 0,
    )
  );
}
