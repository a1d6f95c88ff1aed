import assert from "node:assert/strict";
import { errorReportSchema, type ErrorReport } from "../../../../src/core/contract/errorReport.ts";
import { probeReport, probeReportSchema } from "../../../../src/core/contract/probeReport.ts";
import { encodeReport } from "../../../../src/core/contract/report.ts";
import { tokensReport, tokensReportSchema } from "../../../../src/core/contract/tokensReport.ts";
import { topologyReport, topologyReportSchema } from "../../../../src/core/contract/topologyReport.ts";
import { unknown } from "../../../../src/core/model/fact.ts";
import { sampleFinding, sampleRun, sampleSnapshot, sampleToken } from "../../../support/sampleSnapshot.ts";

const nothing = { rules: [], findings: [] };

describe("JSON contract", () => {
  it("topology gives each namespace the listeners of its network", () => {
    const report = topologyReport(sampleSnapshot(), { rules: [], findings: [sampleFinding()] });
    const json = JSON.parse(encodeReport(topologyReportSchema, report));
    assert.equal(json.schemaVersion, 1);
    assert.equal(json.takenAt, "2026-11-20T12:00:00.000Z");
    assert.equal(json.vantage, "linux");
    const [namespace] = json.namespaces;
    assert.deepEqual(Object.keys(namespace.listeners[0]), [
      "id",
      "protocol",
      "family",
      "address",
      "port",
      "owner",
      "exposure",
    ]);
    assert.equal(namespace.listeners[1].owner, null);
    assert.equal(namespace.tokenSources[0].fingerprint, "3f9a1c07");
    assert.equal(json.gateways[0].startedAt, "2026-11-20T09:00:00.000Z");
    assert.deepEqual(json.gateways[0].answersAt, [{ namespace: "linux", url: "ws://127.0.0.1:18789" }]);
    assert.equal(json.findings[0].firstAction.risk, "disruptive");
  });

  it("topology tells listeners that are not known from none", () => {
    const networks = [{ id: "linux", name: "box", listeners: unknown("permission denied") }];
    const report = topologyReport(sampleSnapshot({ networks }), nothing);
    assert.deepEqual(report.namespaces[0]?.listeners, []);
    assert.equal(report.namespaces[0]?.listenersUnknown, "permission denied");
  });

  it("probe resolves the evidence of a rung and names the headline", () => {
    const json = JSON.parse(
      encodeReport(probeReportSchema, probeReport(sampleRun({ auth: "fail" }, [sampleFinding()]))),
    );
    assert.equal(json.target, "linux:18789");
    assert.equal(json.runId, "linux:18789@2026-11-20T12:00:00.000Z");
    assert.equal(json.headline, "gateway-token-mismatch");
    const listeners = json.rungs.find(({ id }: { id: string }) => id === "listeners");
    assert.equal(listeners.evidence[0].id, "files:/proc/net/tcp");
    assert.equal(listeners.evidence[0].at, "2026-11-20T12:00:00.000Z");
    assert.deepEqual(json.rules, [
      { id: "gateway-token-mismatch", state: "fault", missing: [], evidence: ["files:/proc/net/tcp"] },
    ]);
  });

  it("probe of a healthy gateway has no headline", () => {
    const report = probeReport(sampleRun());
    assert.equal(report.headline, null);
    assert.deepEqual(report.findings, []);
  });

  it("tokens names who wins, what a restart changes and who disagrees", () => {
    const [linux] = sampleSnapshot().namespaces;
    assert.ok(linux !== undefined);
    const tokenSources = [
      sampleToken({ id: "now", afterRestart: false, clientsIn: [] }),
      sampleToken({ id: "next", effective: false, fingerprint: "91bd20ee" }),
      sampleToken({
        id: "dark",
        effective: false,
        afterRestart: false,
        clientsIn: [],
        fingerprint: null,
        length: null,
      }),
      sampleToken({
        id: "password",
        credential: "password",
        fingerprint: "00000000",
        effective: false,
        afterRestart: false,
      }),
    ];
    const report = tokensReport(sampleSnapshot({ namespaces: [{ ...linux, tokenSources }] }), []);
    const [namespace] = JSON.parse(encodeReport(tokensReportSchema, report)).namespaces;
    assert.equal(namespace.version, "2026.9.6");
    assert.deepEqual(namespace.servers, ["now"]);
    assert.deepEqual(namespace.afterRestart, ["next"]);
    assert.deepEqual(namespace.clients, ["next", "password"]);
    assert.deepEqual(namespace.disagree, ["next"]);
  });

  it("refuses to write what does not fit its schema", () => {
    const report = { ...topologyReport(sampleSnapshot(), nothing), surprise: "secret" };
    assert.throws(() => encodeReport(topologyReportSchema, report));
    assert.throws(() => encodeReport(errorReportSchema, { schemaVersion: 2 } as unknown as ErrorReport));
  });
});
