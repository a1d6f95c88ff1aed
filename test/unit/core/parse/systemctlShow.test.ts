import assert from "node:assert/strict";
import { parseSystemctlShow } from "../../../../src/core/parse/systemctlShow.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

describe("parseSystemctlShow", () => {
  it("gives one block for each unit", () => {
    const [running, missing, ...rest] = parseSystemctlShow(
      fixtureText("systemctlShow/user-running-and-not-found.txt"),
    );
    assert.equal(running?.get("Id"), "openclaw-gateway.service");
    assert.equal(running?.get("MainPID"), "12304");
    assert.equal(missing?.get("LoadState"), "not-found");
    assert.equal(missing?.get("UnitFileState"), "");
    assert.deepEqual(rest, []);
  });

  it("keeps equals signs and line breaks of a value", () => {
    const [block] = parseSystemctlShow("Environment=A=1 B=2\nmore of it\nId=x.service\n");
    assert.equal(block?.get("Environment"), "A=1 B=2\nmore of it");
    assert.equal(block?.get("Id"), "x.service");
  });

  it("gives nothing for an empty answer or an error text", () => {
    assert.deepEqual(parseSystemctlShow(""), []);
    assert.deepEqual(parseSystemctlShow("Failed to connect to bus: No medium found\n"), []);
  });
});
