import assert from "node:assert/strict";
import { parseWslVersion } from "../../../../src/core/parse/wslVersion.ts";
import { windowsSamples, windowsSampleText } from "../../../support/windowsSample.ts";

describe("parseWslVersion", () => {
  it("reads the version in every language", () => {
    const files = windowsSamples.map(({ file }) => file).filter((file) => file.endsWith("/version.stdout"));
    assert.ok(files.length > 10);
    for (const file of files) assert.match(parseWslVersion(windowsSampleText(file)) ?? file, /^2\.\d+\.\d+/);
  });

  it("finds none in other words", () => {
    assert.equal(parseWslVersion(windowsSampleText("inbox-old/usage-unknown-option.stdout")), null);
    assert.equal(parseWslVersion(windowsSampleText("stub/de-DE.version.stderr")), null);
    assert.equal(parseWslVersion(""), null);
  });
});
