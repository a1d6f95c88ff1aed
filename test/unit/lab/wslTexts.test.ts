import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadTexts } from "../../lab/wsl/texts.ts";

const lab = join(import.meta.dirname, "../../lab");
const folder = join(lab, "wsl/texts");
const read = (file: string) =>
  JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, Record<string, string>>;
const holes = (text = "") => text.split("{}").length - 1;

describe("the texts of wsl.exe", () => {
  const english = read("en-US.json");

  for (const file of readdirSync(folder)) {
    it(`${file} has every text of WSL, with as many placeholders`, () => {
      const { wsl = {}, "before2.7": older = {}, system = {} } = read(file);
      assert.deepEqual(Object.keys(wsl), Object.keys(english["wsl"] ?? {}));
      for (const [id, text] of [...Object.entries(wsl), ...Object.entries(older)]) {
        assert.equal(holes(text), holes(english["wsl"]?.[id]), id);
      }
      for (const [id, text] of Object.entries(system)) {
        assert.ok(id in (english["system"] ?? {}), id);
        assert.match(
          text,
          id === "WSL_E_TTY_LIMIT" ? /[^ ]$/ : /[^ ] $/,
          `${id}: system texts end in one blank`,
        );
      }
    });
  }

  it("has a text for whatever the service refuses with", () => {
    const source = readFileSync(join(lab, "service/errors.ts"), "utf8");
    const ids = [...source.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, id]) => id ?? "");
    assert.ok(ids.length > 20);
    const texts = loadTexts("en-US", "2.9.4.0");
    for (const text of ids) assert.doesNotThrow(() => texts.format({ text }), text);
  });

  it("words some things as older versions did", () => {
    const message = { text: "MessageDistroNameAlreadyExists" };
    assert.match(loadTexts("en-US", "2.6.3.0").format(message), /to chose a different name\.$/);
    assert.match(loadTexts("en-US", "2.7.0.0").format(message), /to choose a different name\.$/);
  });
});
