import type { TreeNode, TreeState } from "../../core/present/treeNode.ts";
import type { Colour, Style } from "./style.ts";
import { wrapText } from "./wrapText.ts";

const colours: Readonly<Record<TreeState, Colour | null>> = {
  ok: "green",
  warning: "yellow",
  error: "red",
  info: "dim",
  off: "dim",
  plain: null,
};

const marks: Readonly<Record<TreeState, string>> = {
  ok: "● ",
  warning: "! ",
  error: "✗ ",
  info: "",
  off: "○ ",
  plain: "",
};

/** A state that a colour alone would tell is told by a word where there are no marks. */
const words: Readonly<Partial<Record<TreeState, string>>> = { warning: "[warning]", error: "[error]" };

/** Labels beyond this are not padded, so that one long label does not push all descriptions away. */
const widestLabel = 36;

/** Draws a tree: box lines on a screen, indentation elsewhere. Every row is drawn, folded or not. */
export function treeLines(nodes: readonly TreeNode[], style: Style): readonly string[] {
  return nodes.flatMap((node, index) => [
    ...(index === 0 ? [] : [""]),
    [style.paint("bold", node.label), style.paint("dim", node.description)]
      .filter((text) => text !== "")
      .join("  "),
    ...branches(node.children, "", style),
  ]);
}

function branches(nodes: readonly TreeNode[], indent: string, style: Style): readonly string[] {
  const labels = nodes.map(labelOf(style)).filter(({ length }) => length <= widestLabel);
  const labelWidth = Math.max(0, ...labels.map(({ length }) => length));
  return nodes.flatMap((node, index) => {
    const isLast = index === nodes.length - 1;
    const [branch, below] = style.isRich ? (isLast ? ["└─ ", "   "] : ["├─ ", "│  "]) : ["  ", "  "];
    return [
      ...row(node, indent + branch, indent + below, labelWidth, style),
      ...branches(node.children, indent + below, style),
    ];
  });
}

function labelOf(style: Style): (node: TreeNode) => string {
  return (node) => (style.isRich ? marks[node.state] : "") + node.label;
}

function row(
  node: TreeNode,
  first: string,
  rest: string,
  labelWidth: number,
  style: Style,
): readonly string[] {
  const label = labelOf(style)(node);
  const word = style.isRich ? undefined : words[node.state];
  const description = [node.description, word].filter((text) => text !== undefined && text !== "").join(" ");
  if (description === "") {
    const lines = wrapText(label, style.width === null ? null : style.width - first.length);
    return lines.map((line, index) => (index === 0 ? first : rest) + style.paint(colours[node.state], line));
  }
  const padded = label.padEnd(labelWidth);
  const column = first.length + padded.length + 2;
  const width = style.width === null ? null : style.width - column;
  // A description is not squeezed into a few columns beside its label: it goes below.
  const isBelow = width !== null && width < 24 && description.length > width;
  const inner = isBelow ? rest.length + 2 : column;
  const lines = wrapText(description, style.width === null ? null : style.width - inner).map((line) =>
    style.paint(node.state === "plain" ? "dim" : colours[node.state], line),
  );
  const head = first + style.paint(node.state === "plain" ? null : colours[node.state], padded);
  const hang = rest.padEnd(inner);
  if (isBelow) return [head.trimEnd(), ...lines.map((line) => hang + line)];
  return lines.map((line, index) => (index === 0 ? `${head}  ${line}` : hang + line));
}
