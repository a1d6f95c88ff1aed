import * as vscode from "vscode";
import type { TreeNode } from "../core/present/treeNode.ts";
import { treeItem } from "./treeRows.ts";

/** Shows a tree of view models. It holds no truth: rows are replaced as a whole, and only what changed is redrawn. */
export class NodeTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  #nodes: readonly TreeNode[] = [];
  #parents = new Map<string, TreeNode>();

  readonly onDidChangeTreeData = this.#changed.event;

  get nodes(): readonly TreeNode[] {
    return this.#nodes;
  }

  show(nodes: readonly TreeNode[]): void {
    const before = this.#nodes;
    this.#nodes = nodes;
    this.#parents = parentsOf(nodes);
    const isSameShape = before.length === nodes.length && nodes.every((node, i) => node.id === before[i]?.id);
    if (!isSameShape) {
      this.#changed.fire(undefined);
      return;
    }
    for (const [i, node] of nodes.entries()) {
      if (JSON.stringify(node) !== JSON.stringify(before[i])) this.#changed.fire(node);
    }
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
