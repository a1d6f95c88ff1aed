import assert from "node:assert/strict";
import { parsePackageJson } from "../../../../src/core/parse/packageJson.ts";

describe("parsePackageJson", () => {
  it("reads name and version", () => {
    assert.deepEqual(parsePackageJson('{"name":"openclaw","version":"2026.9.6","bin":{}}'), {
      name: "openclaw",
      version: "2026.9.6",
    });
  });

  for (const text of ["", "{", '{"name":"openclaw"}', '{"name":1,"version":"2"}', "[]"]) {
    it(`gives null for ${JSON.stringify(text)}`, () => {
      assert.equal(parsePackageJson(text), null);
    });
  }
});
