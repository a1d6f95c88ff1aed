import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { unknown } from "../../../../src/core/model/fact.ts";
import type { Snapshot } from "../../../../src/core/model/snapshot.ts";
import { topologyModel } from "../../../../src/core/present/topologyModel.ts";
import { sampleSnapshot } from "../../../support/sampleSnapshot.ts";

function emptySnapshot(change: Partial<Snapshot> = {}): Snapshot {
  const snapshot = sampleSnapshot();
  const namespaces = snapshot.namespaces.map((each) => ({
    ...each,
    installs: [],
    supervisors: [],
    tokenSources: [],
  }));
  return { ...snapshot, gateways: [], configs: new Map(), namespaces, ...change };
}

const welcomeOf = (snapshot: Snapshot | null, failure: string | null = null) =>
  topologyModel({ snapshot, failure }).welcome;

describe("topologyModel", () => {
  it("has rows for whatever was found", () => {
    const { nodes, welcome } = topologyModel({ snapshot: sampleSnapshot(), failure: null });
    assert.equal(nodes.length, 3);
    assert.equal(welcome, null);
  });

  it("keeps the rows of the last look when one fails", () => {
    assert.equal(welcomeOf(sampleSnapshot(), "no process table"), null);
  });

  it("tells loading, nothing found, nothing visible and failure apart", () => {
    assert.equal(welcomeOf(null), "loading");
    assert.equal(welcomeOf(emptySnapshot()), "none");
    const networks = [{ id: "linux", name: "box", listeners: unknown("EACCES") }] as const;
    assert.equal(welcomeOf(emptySnapshot({ networks })), "blind");
    assert.equal(welcomeOf(null, "no process table"), "error");
    assert.equal(welcomeOf(emptySnapshot(), "no process table"), "error");
  });

  it("draws a config without a gateway, since that is a finding's ground", () => {
    assert.equal(welcomeOf(emptySnapshot({ configs: sampleSnapshot().configs })), null);
  });

  it("has a text in the manifest for each", () => {
    const manifest = readFileSync(new URL("../../../../package.json", import.meta.url), "utf8");
    for (const welcome of ["loading", "none", "blind", "error"]) {
      assert.ok(manifest.includes(`"gatewayLens.state == ${welcome}"`), welcome);
    }
  });
});
