import assert from "node:assert/strict";
import { parseTasklist } from "../../../../src/core/parse/tasklist.ts";

describe("parseTasklist", () => {
  it("names processes by pid, whatever stands for the memory they use", () => {
    const text = [
      '"System Idle Process","0","Services","0","8 K"',
      '"wslrelay.exe","8512","Console","1","9.120 K"',
      '"My ""App"".exe","77","Console","1","12 345 Ko"',
      "",
    ].join("\r\n");
    assert.deepEqual(
      [...parseTasklist(text)],
      [
        [0, "System Idle Process"],
        [8512, "wslrelay.exe"],
        [77, 'My "App".exe'],
      ],
    );
  });

  it("reads no process out of the sentence that there is none", () => {
    assert.equal(parseTasklist("INFO: No tasks are running which match the specified criteria.\r\n").size, 0);
  });
});
