import assert from "node:assert/strict";
import { parseHealthRpc } from "../../../../src/core/parse/healthRpc.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

describe("parseHealthRpc", () => {
  it("reads a healthy gateway", () => {
    assert.deepEqual(parseHealthRpc(JSON.parse(fixtureText("healthRpc/healthy.json"))), {
      ok: true,
      failedPlugins: [],
      hotReload: "active",
      eventLoopDegraded: false,
    });
  });

  it("names plugins that failed, in either form", () => {
    const health = parseHealthRpc({
      ok: true,
      plugins: { errors: [{ id: "talk", error: "x" }, "wiki", {}] },
    });
    assert.deepEqual(health?.failedPlugins, ["talk", "wiki"]);
  });

  it("reads the answer of a release that tells less", () => {
    assert.deepEqual(parseHealthRpc({ ok: true, channels: {} }), {
      ok: true,
      failedPlugins: [],
      hotReload: null,
      eventLoopDegraded: false,
    });
  });

  for (const value of [undefined, null, {}, { ok: "true" }]) {
    it(`takes ${JSON.stringify(value)} for something else`, () => {
      assert.equal(parseHealthRpc(value), null);
    });
  }
});
