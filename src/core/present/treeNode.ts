/** What kind of thing a row shows; each door picks its own icon for it. */
export type TreeKind =
  | "group"
  | "gateway"
  | "address"
  | "supervisor"
  | "namespace"
  | "network"
  | "listener"
  | "edge"
  | "install"
  | "config"
  | "note"
  | "blind-spot"
  | "token"
  | "finding"
  | "action"
  | "evidence";

/** How a thing is doing; `plain` where there is nothing to judge, `off` for what does not run. */
export type TreeState = "ok" | "warning" | "error" | "info" | "off" | "plain";

/** What a row lets one do. */
export type Ability = "canCopy" | "canOpen" | "canCopyAction" | "canClimb";

/** One row of a tree, as data for the sidebar and the terminal. */
export interface TreeNode {
  /** Stable over refreshes, unique in its tree. */
  readonly id: string;
  readonly kind: TreeKind;
  /** The thing first … */
  readonly label: string;
  /** … then the fact, the state last. */
  readonly description: string;
  readonly state: TreeState;
  /** The rest, one line each. */
  readonly tooltip: readonly string[];
  readonly abilities: readonly Ability[];
  /** What `canCopy` copies. */
  readonly copyValue: string | null;
  /** What `canOpen` opens. */
  readonly location: { readonly file: string; readonly line: number | null } | null;
  readonly isExpanded: boolean;
  readonly children: readonly TreeNode[];
}

/** A row with only what it needs said; the abilities follow from the rest. */
export function treeNode(row: Pick<TreeNode, "id" | "kind" | "label"> & Partial<TreeNode>): TreeNode {
  const { copyValue = null, location = null, abilities = [] } = row;
  const implied: readonly Ability[] = [
    ...(copyValue === null ? [] : (["canCopy"] as const)),
    ...(location === null ? [] : (["canOpen"] as const)),
  ];
  return {
    description: "",
    state: "plain",
    tooltip: [],
    isExpanded: false,
    children: [],
    ...row,
    copyValue,
    location,
    abilities: [...implied, ...abilities],
  };
}

/** Joins the facts of a row, leaving out what is not known. */
export function facts(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part) => typeof part === "string" && part !== "").join(" · ");
}
