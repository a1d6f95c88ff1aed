import * as vscode from "vscode";
import type { TreeKind, TreeNode, TreeState } from "../core/present/treeNode.ts";

const kindIcons: Readonly<Record<TreeKind, string | null>> = {
  group: null,
  gateway: "server-process",
  address: "link",
  supervisor: "shield",
  namespace: "vm",
  network: "globe",
  listener: "radio-tower",
  edge: "arrow-right",
  install: "package",
  config: "settings-gear",
  note: "note",
  "blind-spot": "eye-closed",
  token: "key",
  finding: "bug",
  action: "lightbulb",
  evidence: "search",
};

/** A row whose state is worth a mark shows that mark instead of the icon of its kind. */
const stateIcons: Readonly<Record<TreeState, vscode.ThemeIcon | null>> = {
  ok: new vscode.ThemeIcon("pass-filled", new vscode.ThemeColor("testing.iconPassed")),
  warning: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
  error: new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed")),
  info: new vscode.ThemeIcon("info"),
  off: new vscode.ThemeIcon("circle-outline", new vscode.ThemeColor("testing.iconSkipped")),
  plain: null,
};

/** One row of a view. The tooltip is Markdown, but its text is escaped and it may run no command. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const open = node.isExpanded ? Expanded : Collapsed;
  const item = new vscode.TreeItem(node.label, node.children.length === 0 ? None : open);
  item.id = node.id;
  item.description = node.description;
  item.contextValue = [node.kind, ...node.abilities].join(":");
  const kindIcon = kindIcons[node.kind];
  const icon = stateIcons[node.state] ?? (kindIcon === null ? null : new vscode.ThemeIcon(kindIcon));
  if (icon !== null) item.iconPath = icon;
  item.tooltip = tooltipOf(node);
  item.accessibilityInformation = { label: accessibleLabel(node) };
  if (node.kind === "finding" && node.location !== null) {
    item.command = { command: "gatewayLens.finding.openLocation", title: "", arguments: [node] };
  }
  return item;
}

function tooltipOf(node: TreeNode): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText([node.label, node.description].filter((part) => part !== "").join("  "));
  text.appendMarkdown("\n\n");
  for (const line of node.tooltip) text.appendText(line).appendMarkdown("  \n");
  return text;
}

/** The state in words, since a screen reader does not see the icon. */
function accessibleLabel(node: TreeNode): string {
  const state = node.state === "plain" || node.state === "ok" ? "" : node.state;
  return [node.label, node.description, state].filter((part) => part !== "").join(", ");
}
