import assert from "node:assert/strict";
import { parseWslList } from "../../../../src/core/parse/wslList.ts";
import { windowsSampleText } from "../../../support/windowsSample.ts";

describe("parseWslList", () => {
  const files = [
    "common/list-verbose.stdout",
    "common/list-verbose-one-short.stdout",
    "common/list-verbose-long-legacy-names.stdout",
    "common/list-verbose-all-states.stdout",
    "common/list-verbose-docker-default.stdout",
    "inbox-old/list-verbose.stdout",
  ];
  for (const file of files) {
    it(`reads ${file}`, () => {
      const text = windowsSampleText(file);
      const rows = parseWslList(text);
      const lines = text.split("\n").filter((line) => line.trim() !== "");
      assert.equal(rows.length, lines.length - 1);
      assert.equal(rows.filter(({ isDefault }) => isDefault).length, 1);
      for (const [index, { name, state, version }] of rows.entries()) {
        const line = lines[index + 1] ?? "";
        assert.deepEqual(line.slice(2).trim().split(/ {2,}/), [name, state, String(version)]);
      }
    });
  }

  it("keeps blanks in names, and knows every state", () => {
    const rows = parseWslList(
      "  NAME              STATE           VERSION\n* My Own Ubuntu     Installing      2\n",
    );
    assert.deepEqual(rows, [{ name: "My Own Ubuntu", state: "Installing", version: 2, isDefault: true }]);
    const states = parseWslList(windowsSampleText("common/list-verbose-all-states.stdout")).map(
      ({ state }) => state,
    );
    assert.ok(states.includes("Converting") && states.includes("Uninstalling"));
  });

  it("has no rows for a text without", () => {
    assert.deepEqual(parseWslList(windowsSampleText("ja-JP/list-none-installed.stdout")), []);
    assert.deepEqual(parseWslList(windowsSampleText("inbox-old/usage-unknown-option.stdout")), []);
    assert.deepEqual(parseWslList(""), []);
  });
});
