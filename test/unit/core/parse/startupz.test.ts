import assert from "node:assert/strict";
import { isHealthzBody, parseStartupz } from "../../../../src/core/parse/startupz.ts";

describe("parseStartupz", () => {
  it("reads a started gateway", () => {
    assert.deepEqual(parseStartupz('{"ok":true,"status":"started","version":"2026.9.6","uptimeMs":39089}'), {
      status: "started",
      version: "2026.9.6",
      uptimeMs: 39_089,
      pendingReason: null,
    });
  });

  it("reads what a starting gateway waits for", () => {
    const body =
      '{"ok":false,"status":"starting","version":"2026.9.6","uptimeMs":4047,"pendingReason":"startup-sidecars"}';
    assert.equal(parseStartupz(body)?.pendingReason, "startup-sidecars");
  });

  it("reads an answer to a caller that is told no version", () => {
    assert.deepEqual(parseStartupz('{"ok":true,"status":"started"}'), {
      status: "started",
      version: null,
      uptimeMs: null,
      pendingReason: null,
    });
  });

  for (const body of [
    "",
    "<!doctype html>",
    "{}",
    '{"status":"started"}',
    '{"ok":true,"status":"live"}',
    "null",
  ]) {
    it(`gives null for ${JSON.stringify(body)}`, () => {
      assert.equal(parseStartupz(body), null);
    });
  }
});

describe("isHealthzBody", () => {
  it("is true for a gateway's answer only", () => {
    assert.equal(isHealthzBody('{"ok":true,"status":"live"}'), true);
    for (const body of [
      "",
      '{"ok":true}',
      '{"ok":false,"status":"live"}',
      '{"status":"ok"}',
      "<html>live</html>",
    ]) {
      assert.equal(isHealthzBody(body), false, body);
    }
  });
});
