import assert from "node:assert/strict";
import * as vscode from "vscode";
import { onDidChangeSettings, readSettings } from "../../../src/host/settings.ts";
import { FakeLog } from "../../support/fakeLog.ts";

const defaults = { refreshMs: 15_000, maxWaitMs: 120_000, target: null, openclawPath: null };

describe("settings in a real host", () => {
  const changed = new Set<string>();
  async function set(key: string, value: unknown): Promise<void> {
    changed.add(key);
    await vscode.workspace
      .getConfiguration("gatewayLens")
      .update(key, value, vscode.ConfigurationTarget.Global);
  }
  afterEach(async () => {
    for (const key of changed) await set(key, undefined);
    changed.clear();
  });

  it("are the defaults of the manifest while nobody sets them", () => {
    const log = new FakeLog();
    assert.deepEqual(readSettings(log), defaults);
    assert.deepEqual(log.lines, []);
  });

  it("are taken in their units, and frozen", async () => {
    await set("refreshSeconds", 0);
    await set("ladder.maxWaitSeconds", 30);
    await set("target", "  linux:18790 ");
    const settings = readSettings(new FakeLog());
    assert.deepEqual(settings, { ...defaults, refreshMs: 0, maxWaitMs: 30_000, target: "linux:18790" });
    assert.ok(Object.isFrozen(settings));
  });

  for (const [key, value] of [
    ["refreshSeconds", "soon"],
    ["refreshSeconds", -1],
    ["refreshSeconds", 3601],
    ["ladder.maxWaitSeconds", null],
    ["ladder.maxWaitSeconds", [120]],
    ["target", 18_789],
    ["target", { id: "linux" }],
    ["openclawPath", true],
  ] as const) {
    it(`falls back to the default and says so when ${key} is ${JSON.stringify(value)}`, async () => {
      await set(key, value);
      const log = new FakeLog();
      assert.deepEqual(readSettings(log), defaults);
      assert.equal(log.lines.length, 1);
      assert.match(log.lines[0] ?? "", new RegExp(`^warn gatewayLens\\.${key} must be `));
    });
  }

  it("are told when they change, and no others", async () => {
    let told = 0;
    const subscription = onDidChangeSettings(() => (told += 1));
    try {
      await vscode.workspace
        .getConfiguration("editor")
        .update("tabSize", 3, vscode.ConfigurationTarget.Global);
      assert.equal(told, 0);
      await set("refreshSeconds", 20);
      assert.equal(told, 1);
    } finally {
      subscription.dispose();
      await vscode.workspace
        .getConfiguration("editor")
        .update("tabSize", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
