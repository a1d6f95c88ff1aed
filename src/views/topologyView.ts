import * as vscode from "vscode";
import { setContextKey } from "../host/contextKeys.ts";
import type { LastSeen } from "../host/lastSeen.ts";
import { words } from "../host/strings.ts";
import { topologyModel } from "../core/present/topologyModel.ts";
import type { Snapshot } from "../core/model/snapshot.ts";
import type { Store } from "../core/store.ts";
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
    const { snapshot, failure } = state;
    const { nodes, welcome } = topologyModel(state);
    if (snapshot !== null && snapshot !== shown) {
      shown = snapshot;
      view.description = "";
      tree.show(nodes);
      lastSeen.write({ takenAt: snapshot.takenAt, nodes });
    }
    const hasRows = tree.nodes.length > 0;
    setContextKey("state", hasRows ? "shown" : (welcome ?? "loading"));
    // Rows that are older than a failed look are said to be so; without rows the welcome text says it.
    view.message = hasRows && failure !== null ? words.notLooked(failure) : "";
  });
  return { view, dispose: () => vscode.Disposable.from(subscription, view, tree).dispose() };
}
