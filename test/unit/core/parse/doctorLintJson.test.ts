import assert from "node:assert/strict";
import { parseDoctorLintJson } from "../../../../src/core/parse/doctorLintJson.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

describe("parseDoctorLintJson", () => {
  it("reads the findings of a fresh default config", () => {
    const report = parseDoctorLintJson(fixtureText("doctorLintJson/fresh-default-config.json"));
    assert.equal(report?.checksRun, 35);
    assert.deepEqual(
      report.findings.map(({ checkId, severity, requirement }) => [checkId, severity, requirement]),
      [
        ["core/doctor/node-hosting-preconditions", "warning", "node-onboarding-url"],
        ["core/doctor/security", "warning", "config.plaintext_secrets"],
      ],
    );
  });

  it("drops findings without an id and keeps the others", () => {
    const report = parseDoctorLintJson('{"checksRun":1,"findings":[{"severity":"error"},{"checkId":"a"},7]}');
    assert.deepEqual(report?.findings, [
      { checkId: "a", severity: "warning", message: "", requirement: null },
    ]);
  });

  for (const text of [
    "",
    "{}",
    "Doctor could not enter maintenance.",
    '{"checksRun":"many","findings":[]}',
  ]) {
    it(`takes ${JSON.stringify(text)} for no report`, () => {
      assert.equal(parseDoctorLintJson(text), null);
    });
  }
});
