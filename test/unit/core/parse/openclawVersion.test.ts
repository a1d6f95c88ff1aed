import assert from "node:assert/strict";
import { compareVersions, parseOpenclawVersion } from "../../../../src/core/parse/openclawVersion.ts";

describe("parseOpenclawVersion", () => {
  it("finds the version in what the command line prints", () => {
    assert.deepEqual(parseOpenclawVersion("OpenClaw 2026.9.6 (eb377ac)"), [2026, 9, 6]);
  });

  it("takes a beta for the release it leads to", () => {
    assert.deepEqual(parseOpenclawVersion("2026.8.1-beta.3"), [2026, 8, 1]);
  });

  it("finds none in other programs' versions", () => {
    assert.equal(parseOpenclawVersion("v24.21.0"), null);
    assert.equal(parseOpenclawVersion(""), null);
  });
});

describe("compareVersions", () => {
  it("compares numbers, not texts", () => {
    assert.ok(compareVersions([2026, 10, 1], [2026, 9, 6]) > 0);
    assert.ok(compareVersions([2026, 3, 22], [2026, 3, 31]) < 0);
    assert.equal(compareVersions([2026, 3, 22], [2026, 3, 22]), 0);
  });
});
