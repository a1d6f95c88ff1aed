import assert from "node:assert/strict";
import { parseOsRelease } from "../../../../src/core/parse/osRelease.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

describe("parseOsRelease", () => {
  it("reads quoted and plain values", () => {
    const release = parseOsRelease(fixtureText("osRelease/debian-12.txt"));
    assert.equal(release.get("PRETTY_NAME"), "Debian GNU/Linux 12 (bookworm)");
    assert.equal(release.get("ID"), "debian");
  });

  it("reads single quotes and escapes, and passes over the rest", () => {
    const release = parseOsRelease("# PRETTY_NAME=no\nNAME='Arch \\$1'\nnonsense\nlower=1\n");
    assert.deepEqual([...release], [["NAME", "Arch $1"]]);
  });
});
