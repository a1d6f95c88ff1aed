import assert from "node:assert/strict";
import { headlineOfRun } from "../../../../src/core/present/headlineModel.ts";
import { sampleFinding, sampleRun } from "../../../support/sampleSnapshot.ts";

describe("headlineOfRun", () => {
  it("is the first finding that nothing explains", () => {
    const findings = [
      sampleFinding({ id: "a", suppressedBy: ["b"] }),
      sampleFinding({ id: "b", severity: "warning", title: "B" }),
    ];
    assert.deepEqual(headlineOfRun(sampleRun({}, findings)), {
      severity: "warning",
      text: "B",
      finding: "b",
    });
  });

  it("is the lowest failed rung where no rule explains it", () => {
    const { severity, text } = headlineOfRun(sampleRun({ "http-live": "fail", auth: "skipped" }));
    assert.equal(severity, "error");
    assert.equal(text, "Liveness over HTTP: http-live is fail.");
  });

  it("does not call a target healthy that could not be judged", () => {
    const { severity, text } = headlineOfRun(sampleRun({ auth: "unknown", "rpc-health": "unknown" }));
    assert.equal(severity, "none");
    assert.match(text, /could not be judged/);
  });

  it("says which gateway answers where when nothing is wrong", () => {
    assert.deepEqual(headlineOfRun(sampleRun({ doctor: "unknown", channels: "skipped" })), {
      severity: "ok",
      text: "Nothing wrong was found. Gateway 2026.9.6 answers at ws://127.0.0.1:18789.",
      finding: null,
    });
  });

  it("says beside it that no log-in was tried", () => {
    const { severity, text } = headlineOfRun(sampleRun({ auth: "skipped", "rpc-health": "skipped" }));
    assert.equal(severity, "ok");
    assert.match(text, /^Nothing wrong was found\..* No log-in was tried: auth is skipped\.$/);
  });
});
