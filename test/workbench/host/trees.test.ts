import assert from "node:assert/strict";
import * as vscode from "vscode";
import { findingsModel } from "../../../src/core/present/findingsModel.ts";
import { treeModel } from "../../../src/core/present/treeModel.ts";
import type { TreeNode } from "../../../src/core/present/treeNode.ts";
import { NodeTree } from "../../../src/views/nodeTree.ts";
import { sampleFinding, sampleGateway, sampleSnapshot, sampleTime } from "../../support/sampleSnapshot.ts";

function allNodes(tree: NodeTree, parent?: TreeNode): TreeNode[] {
  return tree.getChildren(parent).flatMap((node) => [node, ...allNodes(tree, node)]);
}

describe("tree rows in a real host", () => {
  const snapshot = sampleSnapshot();
  let tree: NodeTree;
  let changes: number;
  beforeEach(() => {
    tree = new NodeTree();
    changes = 0;
    tree.onDidChangeTreeData(() => (changes += 1));
    tree.show(treeModel(snapshot));
  });
  afterEach(() => tree.dispose());

  const ids = () => allNodes(tree).map((node) => tree.getTreeItem(node).id);

  it("have ids that are unique, and stay over refreshes", () => {
    const before = ids();
    assert.equal(new Set(before).size, before.length);
    assert.ok(before.length > 12);
    const gateways = [{ ...sampleGateway, pid: 4712, startedAt: sampleTime, state: "silent" as const }];
    tree.show(treeModel(sampleSnapshot({ takenAt: sampleTime + 60_000, gateways })));
    assert.deepEqual(ids(), before);
  });

  it("are told to have changed when one deep below has, and only then", () => {
    assert.equal(changes, 1);
    tree.show(treeModel(sampleSnapshot()));
    assert.equal(changes, 1, "nothing is new");
    tree.show(treeModel(sampleSnapshot({ gateways: [{ ...sampleGateway, version: "2026.9.7" }] })));
    assert.equal(changes, 2);
  });

  it("know their parents, so that the editor can reveal them", () => {
    for (const root of tree.getChildren()) assert.equal(tree.getParent(root), undefined);
    for (const node of allNodes(tree)) {
      for (const child of tree.getChildren(node)) assert.equal(tree.getParent(child)?.id, node.id);
    }
  });

  it("say their abilities for menus and their state for screen readers", () => {
    const gateway = allNodes(tree).find(({ kind }) => kind === "gateway");
    assert.ok(gateway !== undefined);
    const item = tree.getTreeItem(gateway);
    assert.equal(item.contextValue, "gateway:canCopy:canClimb");
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    tree.show(treeModel(sampleSnapshot({ gateways: [{ ...sampleGateway, state: "silent" }] })));
    const silent = allNodes(tree).find(({ kind }) => kind === "gateway");
    assert.match(
      silent === undefined ? "" : (tree.getTreeItem(silent).accessibilityInformation?.label ?? ""),
      /error$/,
    );
  });

  it("have tooltips in which text from outside runs no command and is no markup", () => {
    const title = "[run](command:workbench.action.quit) **<img src=x>**";
    tree.show(findingsModel([sampleFinding({ title, explanation: title })], []).nodes);
    const [finding] = tree.getChildren();
    assert.ok(finding !== undefined);
    const { tooltip, command } = tree.getTreeItem(finding);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.equal(tooltip.isTrusted ?? false, false);
    assert.equal(tooltip.supportHtml ?? false, false);
    assert.doesNotMatch(tooltip.value, /[^\\]\[run\]|[^\\]\*\*/);
    assert.equal(command?.command, "gatewayLens.finding.openLocation");
  });
});
