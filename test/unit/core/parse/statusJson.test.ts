import assert from "node:assert/strict";
import { parseStatusJson } from "../../../../src/core/parse/statusJson.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const read = (name: string) => parseStatusJson(JSON.parse(fixtureText(`statusJson/${name}.json`)));

describe("parseStatusJson", () => {
  it("reads the method's result", () => {
    assert.deepEqual(read("rpc"), { version: "2026.9.6", pid: 10_354, reachable: null, error: null });
  });

  it("reads what the command line says of a gateway that runs", () => {
    assert.deepEqual(read("cli-up"), { version: "2026.9.6", pid: 10_354, reachable: true, error: null });
  });

  it("does not take the command line's version for that of a gateway it did not reach", () => {
    assert.deepEqual(read("cli-down"), {
      version: null,
      pid: null,
      reachable: false,
      error: "Gateway probe budget exhausted.",
    });
  });

  for (const value of [undefined, null, [], {}, { runtimeVersion: 7 }]) {
    it(`takes ${JSON.stringify(value)} for something else`, () => {
      assert.equal(parseStatusJson(value), null);
    });
  }
});
