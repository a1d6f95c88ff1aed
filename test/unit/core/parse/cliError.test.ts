import assert from "node:assert/strict";
import { parseCliError } from "../../../../src/core/parse/cliError.ts";

describe("parseCliError", () => {
  it("reads the message of a failed command", () => {
    const stdout =
      '{"ok":false,"error":{"type":"cli_error","message":"another OpenClaw process owns state-lifecycle"}}';
    assert.equal(parseCliError(stdout), "another OpenClaw process owns state-lifecycle");
  });

  for (const stdout of [
    "",
    "{}",
    '{"error":"text"}',
    '{"error":{}}',
    '{"rpc":{"error":{"message":"inner"}}}',
  ]) {
    it(`finds none in ${JSON.stringify(stdout)}`, () => {
      assert.equal(parseCliError(stdout), null);
    });
  }
});
