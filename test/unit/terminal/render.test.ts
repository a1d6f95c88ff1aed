import assert from "node:assert/strict";
import { treeNode } from "../../../src/core/present/treeNode.ts";
import { printable } from "../../../src/terminal/render/printable.ts";
import { styleFor, type Style } from "../../../src/terminal/render/style.ts";
import { treeLines } from "../../../src/terminal/render/treeLines.ts";
import { wrapText } from "../../../src/terminal/render/wrapText.ts";

function style(columns: number | null, env: Readonly<Record<string, string>> = {}): Style {
  return styleFor({ write: () => undefined, isTty: columns !== null, columns }, env);
}

function isColoured(columns: number | null, env: Readonly<Record<string, string>>): boolean {
  return style(columns, env).paint("red", "x") !== "x";
}

const tree = [
  treeNode({
    id: "g",
    kind: "group",
    label: "Group",
    children: [
      treeNode({
        id: "a",
        kind: "note",
        label: "first",
        description: "fact",
        children: [treeNode({ id: "b", kind: "note", label: "below" })],
      }),
      treeNode({
        id: "c",
        kind: "note",
        label: "second row",
        description: "one two three four five six seven",
        state: "warning",
      }),
    ],
  }),
];

describe("drawing", () => {
  it("draws a tree with lines on a screen and by indentation elsewhere", () => {
    assert.deepEqual(treeLines(tree, style(44, { NO_COLOR: "1" })), [
      "Group",
      "├─ first         fact",
      "│  └─ below",
      "└─ ! second row  one two three four five six",
      "                 seven",
    ]);
    assert.deepEqual(treeLines(tree, style(null)), [
      "Group",
      "  first       fact",
      "    below",
      "  second row  one two three four five six seven [warning]",
    ]);
  });

  it("colours by TTY, NO_COLOR, FORCE_COLOR and TERM", () => {
    assert.equal(isColoured(80, {}), true);
    assert.equal(isColoured(null, {}), false);
    assert.equal(isColoured(80, { NO_COLOR: "1" }), false);
    assert.equal(isColoured(80, { NO_COLOR: "" }), true);
    assert.equal(isColoured(null, { FORCE_COLOR: "1" }), true);
    assert.equal(isColoured(80, { FORCE_COLOR: "0" }), false);
    assert.equal(isColoured(80, { TERM: "dumb" }), false);
  });

  it("takes out what a terminal would obey", () => {
    assert.equal(
      printable("a\u001b]0;owned\u0007b\u009b2J\u202ec\td\n"),
      "a\ufffd]0;owned\ufffdb\ufffd2J\ufffdc\td\n",
    );
    assert.equal(style(80, { NO_COLOR: "1" }).paint("red", "\u001b[2J"), "\ufffd[2J");
  });

  it("wraps between words and keeps a long path whole", () => {
    assert.deepEqual(wrapText("see /a/very/long/path/that/does/not/fit now", 12), [
      "see",
      "/a/very/long/path/that/does/not/fit",
      "now",
    ]);
    assert.deepEqual(wrapText("a b\nc", null), ["a b", "c"]);
  });
});
