import assert from "node:assert/strict";
import { parseLockFile } from "../../../../src/core/parse/lockFile.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

describe("parseLockFile", () => {
  it("reads the JSON in front of the padding", () => {
    assert.deepEqual(parseLockFile(fixtureText("lock/gateway.state.lock.txt")), {
      pid: 6551,
      port: 18_789,
      createdAt: Date.parse("2026-11-20T13:59:20.856Z"),
      configPath: "/home/dev/.openclaw/openclaw.json",
      stateDir: "/home/dev/.openclaw",
    });
  });

  it("reads a lock that tells neither port nor time", () => {
    assert.deepEqual(parseLockFile('{"pid":7,"createdAt":"soon"}'), {
      pid: 7,
      port: null,
      createdAt: null,
      configPath: null,
      stateDir: null,
    });
  });

  it("is not taken in by locks of other roles", () => {
    assert.equal(parseLockFile('{"pid":7,"role":"sqlite-maintenance","port":18789}'), null);
    assert.notEqual(parseLockFile('{"pid":7,"role":"gateway"}'), null);
  });

  for (const text of [
    "",
    "\t \t",
    "7",
    "{}",
    '{"pid":-1}',
    '{"pid":"7"}',
    '{"pid":7',
    '{"pid":7,"port":0}',
    "\u0000",
  ]) {
    it(`gives null for ${JSON.stringify(text)}`, () => {
      assert.equal(parseLockFile(text), null);
    });
  }
});
