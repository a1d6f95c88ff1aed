import * as vscode from "vscode";
import type { TreeNode } from "../core/present/treeNode.ts";
import { treeItem } from "./treeRows.ts";

/**
 * Shows a tree of view models. It holds no truth: rows are replaced as a whole. The editor knows rows by the objects it
 * was given, so a change is told for the whole tree; by their ids it then keeps what is open, selected and in view.
 */
export class NodeTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  #nodes: readonly TreeNode[] = [];
  #parents = new Map<string, TreeNode>();

  readonly onDidChangeTreeData = this.#changed.event;

  get nodes(): readonly TreeNode[] {
    return this.#nodes;
  }

  show(nodes: readonly TreeNode[]): void {
    const isChanged = JSON.stringify(nodes) !== JSON.stringify(this.#nodes);
    this.#nodes = nodes;
    this.#parents = parentsOf(nodes);
    if (isChanged) this.#changed.fire(undefined);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node === undefined ? this.#nodes : node.children)];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#parents.get(node.id);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function parentsOf(nodes: readonly TreeNode[]): Map<string, TreeNode> {
  const parents = new Map<string, TreeNode>();
  const visit = (parent: TreeNode): void => {
    for (const child of parent.children) {
      parents.set(child.id, parent);
      visit(child);
    }
  };
  nodes.forEach(visit);
  return parents;
}
