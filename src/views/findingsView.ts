import * as vscode from "vscode";
import { findingsModel } from "../core/present/findingsModel.ts";
import type { Store } from "../core/store.ts";
import { setContextKey } from "../host/contextKeys.ts";
import { words } from "../host/strings.ts";
import { NodeTree } from "./nodeTree.ts";

/** The Findings view, with the number of faults as its badge. */
export function createFindingsView(
  store: Store,
): vscode.Disposable & { readonly view: vscode.TreeView<unknown> } {
  const tree = new NodeTree();
  const view = vscode.window.createTreeView("gatewayLens.findings", { treeDataProvider: tree });
  const subscription = store.onDidChange(({ diagnosis, run, snapshot, climbing }) => {
    const evidence = [...(run?.evidence ?? []), ...(snapshot?.evidence ?? [])];
    const { nodes, faultCount } = findingsModel(diagnosis?.findings ?? [], evidence);
    tree.show(nodes);
    view.badge =
      faultCount === 0 ? undefined : { value: faultCount, tooltip: words.findingsBadge(faultCount) };
    setContextKey("isClimbing", climbing !== null);
    setContextKey("hasClimbed", run !== null);
    setContextKey("hasFindings", nodes.length > 0);
  });
  return { view, dispose: () => vscode.Disposable.from(subscription, view, tree).dispose() };
}
