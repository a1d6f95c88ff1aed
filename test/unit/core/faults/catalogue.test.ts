import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { evaluate } from "../../../../src/core/faults/evaluate.ts";
import { rules } from "../../../../src/core/faults/registry.ts";
import type { FaultRule } from "../../../../src/core/faults/rule.ts";
import { rungs } from "../../../../src/core/probe/registry.ts";
import { FakeLog } from "../../../support/fakeLog.ts";
import type { SceneFixture } from "../../../support/scenes.ts";

const rungOrder = rungs.map(({ id }) => id);
const rulesDir = new URL("../../../../src/core/faults/rules/", import.meta.url);
const scenesDir = new URL("../../../fixtures/scenes/", import.meta.url);

interface Scenes {
  readonly fires: SceneFixture;
  readonly nearMiss: SceneFixture;
}

function camel(id: string): string {
  return id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function judge(rule: FaultRule, { scene }: SceneFixture) {
  const { rules: results, findings } = evaluate([rule], scene, rungOrder, new FakeLog());
  return { result: results[0], finding: findings[0] };
}

describe("the catalogue of faults", () => {
  it("lists every rule file, each under its layer and named by its id", () => {
    const files = readdirSync(rulesDir, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .toSorted();
    const listed = rules.map(({ id, layer }) => `${layer}/${camel(id)}.ts`).toSorted();
    assert.deepEqual(files, listed);
  });

  it("has at least 32 rules and no id twice", () => {
    assert.ok(rules.length >= 32, `${rules.length} rules`);
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });

  it("has two scenes for every rule and no others", () => {
    const names = readdirSync(scenesDir).toSorted();
    assert.deepEqual(names, rules.map(({ id }) => `${id}.ts`).toSorted());
  });

  it("explains rungs that exist", () => {
    for (const { id, explains } of rules)
      assert.ok(rungOrder.includes(explains), `${id} explains ${explains}`);
  });

  it("never lets faults suppress each other in a circle, which would leave no headline", () => {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const visit = (id: string, path: readonly string[]): void => {
      assert.ok(!path.includes(id), [...path, id].join(" → "));
      for (const next of byId.get(id)?.suppresses ?? []) visit(next, [...path, id]);
    };
    for (const { id } of rules) visit(id, []);
  });

  it("lets what has a name of its own explain that nobody answers", () => {
    const first = [
      "service-start-limit-hit",
      "config-invalid",
      "gateway-mode-missing",
      "port-in-use",
      "second-gateway-running",
      "gateway-starting",
      "gateway-unresponsive",
    ];
    for (const id of first) {
      const rule = rules.find((each) => each.id === id);
      assert.ok(rule?.suppresses.includes("gateway-unreachable"), id);
    }
  });

  it("never advises what the product refuses to do", () => {
    for (const { id, firstAction } of rules) {
      assert.doesNotMatch(firstAction.command ?? "", /--shutdown|bind (?:lan|auto)|\bkill -9|--fix\b/, id);
    }
  });

  it("bounds every gap in a pattern, so that no text can make it slow", () => {
    for (const { id, signals } of rules) {
      for (const { match } of signals) {
        if (match instanceof RegExp) {
          assert.doesNotMatch(match.source, /\.[*+]|\\S\][*+]|\[\^\\n\][*+]/, `${id}: ${match.source}`);
        }
      }
    }
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      let scenes: Scenes;
      before(async () => {
        scenes = (await import(new URL(`${rule.id}.ts`, scenesDir).href)) as Scenes;
      });

      it("is found", () => {
        const { result, finding } = judge(rule, scenes.fires);
        assert.equal(result?.state, "fault", result?.missing.join("; "));
        assert.ok(finding);
        for (const text of [finding.title, finding.explanation, finding.firstAction.label]) {
          assert.doesNotMatch(text, /undefined|null|NaN|\[object|!|should work/);
        }
        assert.match(finding.explanation, /[.'\w)]$/);
        for (const words of scenes.fires.says ?? []) {
          const isSaid =
            typeof words === "string" ? finding.explanation.includes(words) : words.test(finding.explanation);
          assert.ok(isSaid, `"${words}" is not in: ${finding.explanation}`);
        }
        const { location } = finding;
        const at =
          location === null
            ? undefined
            : location.line === null
              ? location.file
              : `${location.file}:${location.line}`;
        if (scenes.fires.at !== undefined) assert.equal(at, scenes.fires.at);
      });

      it("is not found in its near miss", () => {
        const { result } = judge(rule, scenes.nearMiss);
        assert.equal(result?.state, "ok", result?.missing.join("; "));
      });

      it("is unknown where nothing could be seen", () => {
        const { snapshot } = scenes.fires.scene;
        const blind = {
          target: scenes.fires.scene.target,
          ladder: { results: [], facts: new Map() },
          snapshot: {
            ...snapshot,
            networks: [],
            namespaces: [],
            gateways: [],
            evidence: [],
            configs: new Map(),
          },
        };
        assert.equal(judge(rule, { scene: blind }).result?.state, "unknown");
      });
    });
  }
});
