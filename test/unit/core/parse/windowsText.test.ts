import assert from "node:assert/strict";
import { decodeWindowsText } from "../../../../src/core/parse/windowsText.ts";
import { windowsSampleBytes, windowsSamples } from "../../../support/windowsSample.ts";

const bom = /^\uFEFF/;
const plain = (text: string): string => text.replace(bom, "").replaceAll("\r", "");

describe("decodeWindowsText", () => {
  it("reads every sample of wsl.exe in its own encoding", () => {
    const wide = windowsSamples.filter(({ encoding }) => encoding.startsWith("utf-16-le"));
    const narrow = windowsSamples.filter(({ encoding }) => encoding.startsWith("utf-8"));
    assert.ok(wide.length > 250 && narrow.length > 100);
    for (const [samples, encoding] of [
      [wide, "utf16le"],
      [narrow, "utf8"],
    ] as const) {
      for (const { file } of samples) {
        const bytes = windowsSampleBytes(file);
        assert.equal(decodeWindowsText(bytes), plain(bytes.toString(encoding)), file);
      }
    }
  });

  it("reads a warning in UTF-16 before what the Linux program wrote", () => {
    const text = decodeWindowsText(windowsSampleBytes("mixed/utf16-warning-then-utf8.stderr"));
    assert.match(text, /^wsl: .*localhost.*\n/);
    assert.match(text, /ls: .*\n$/);
    assert.doesNotMatch(text, /[\0\r\uFFFD]/);
  });

  it("reads a warning in UTF-16 after it, too", () => {
    const bytes = Buffer.concat([
      Buffer.from("käse\n", "utf8"),
      Buffer.from("wsl: Größe\r\n", "utf16le"),
      Buffer.from("naïve\n", "utf8"),
    ]);
    assert.equal(decodeWindowsText(bytes), "käse\nwsl: Größe\nnaïve\n");
  });

  it("does not take a Linux program's own wsl: for one", () => {
    assert.equal(decodeWindowsText(Buffer.from("wsl: plain\n")), "wsl: plain\n");
  });

  it("takes a BOM of either encoding away, and CR CR LF for one line end", () => {
    assert.equal(decodeWindowsText(Buffer.from("\uFEFFa\r\r\nb\r\n", "utf16le")), "a\nb\n");
    assert.equal(decodeWindowsText(Buffer.from("\uFEFFa\r\nb", "utf8")), "a\nb");
    assert.equal(decodeWindowsText(Buffer.of()), "");
  });
});
