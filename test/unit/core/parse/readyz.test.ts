import assert from "node:assert/strict";
import { parseReadyz } from "../../../../src/core/parse/readyz.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

describe("parseReadyz", () => {
  it("reads a ready gateway, also of a release that tells less", () => {
    assert.deepEqual(parseReadyz(fixtureText("readyz/ready.json")), {
      ready: true,
      failing: [],
      uptimeMs: 39_360,
    });
    assert.equal(parseReadyz(fixtureText("readyz/ready-2026.3.22.json"))?.ready, true);
  });

  it("names the channel that is down", () => {
    assert.deepEqual(parseReadyz(fixtureText("readyz/telegram-down.json"))?.failing, ["telegram"]);
  });

  it("reads the answer to a caller that is told nothing but ready", () => {
    assert.deepEqual(parseReadyz('{"ready":false}'), { ready: false, failing: [], uptimeMs: null });
  });

  for (const body of ["", "{}", "<!doctype html>", '{"ready":"yes"}']) {
    it(`takes ${JSON.stringify(body)} for something else`, () => {
      assert.equal(parseReadyz(body), null);
    });
  }
});
