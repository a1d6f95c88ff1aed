import assert from "node:assert/strict";
import { findingsModel } from "../../../../src/core/present/findingsModel.ts";
import { sampleFinding, sampleSnapshot } from "../../../support/sampleSnapshot.ts";

describe("findingsModel", () => {
  it("counts errors and warnings, not what is merely informative", () => {
    const findings = [
      sampleFinding({ id: "a" }),
      sampleFinding({ id: "b", severity: "warning" }),
      sampleFinding({ id: "c", severity: "info" }),
    ];
    assert.equal(findingsModel(findings, []).faultCount, 2);
  });

  it("shows id, confidence and place, and the evidence below", () => {
    const [node] = findingsModel([sampleFinding()], sampleSnapshot().evidence).nodes;
    assert.equal(node?.description, "gateway-token-mismatch · confirmed · openclaw.json:14");
    assert.deepEqual(node?.abilities, ["canCopy", "canOpen", "canCopyAction"]);
    assert.deepEqual(
      node?.children.map(({ kind }) => kind),
      ["note", "action", "group"],
    );
    assert.deepEqual(
      node?.children.at(-1)?.children.map(({ kind }) => kind),
      ["evidence"],
    );
  });

  it("says of a consequence what explains it", () => {
    const [node] = findingsModel(
      [sampleFinding({ suppressedBy: ["port-in-use"], location: null })],
      [],
    ).nodes;
    assert.equal(node?.state, "off");
    assert.match(node?.description ?? "", /a consequence of port-in-use$/);
    assert.deepEqual(node?.abilities, ["canCopy", "canCopyAction"]);
  });
});
