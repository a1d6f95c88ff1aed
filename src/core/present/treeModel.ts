import type { Snapshot } from "../model/snapshot.ts";
import { gatewayNodes } from "./gatewayNodes.ts";
import { namespaceNodes } from "./namespaceNodes.ts";
import { tokenNodes } from "./tokenNodes.ts";
import { wslNodes } from "./wslNodes.ts";
import { treeNode, type TreeNode } from "./treeNode.ts";

/** The topology as a tree: gateways, the namespaces around them, the sources of their credentials. */
export function treeModel(snapshot: Snapshot): readonly TreeNode[] {
  return [
    topGroup("gateways", "Gateways", gatewayNodes(snapshot), "none was seen to run"),
    topGroup(
      "namespaces",
      "Namespaces",
      [...namespaceNodes(snapshot), ...wslNodes(snapshot)],
      "none was found",
    ),
    topGroup("tokens", "Token sources", tokenNodes(snapshot), "none was found"),
  ];
}

function topGroup(id: string, label: string, children: readonly TreeNode[], none: string): TreeNode {
  const description = children.length === 0 ? none : "";
  return treeNode({ id, kind: "group", label, description, isExpanded: true, children });
}
