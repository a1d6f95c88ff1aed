import assert from "node:assert/strict";
import { evaluate, type Diagnosis } from "../../../../src/core/faults/evaluate.ts";
import { rules } from "../../../../src/core/faults/registry.ts";
import { defineRule, type FaultRule } from "../../../../src/core/faults/rule.ts";
import type { Scene } from "../../../../src/core/faults/scene.ts";
import { known, unknown } from "../../../../src/core/model/fact.ts";
import { rungs } from "../../../../src/core/probe/registry.ts";
import { FakeLog } from "../../../support/fakeLog.ts";
import { refused, scene, stopped } from "../../../support/scenes.ts";
import { clientToken, configToken, evidence, systemdUnit } from "../../../support/sceneParts.ts";

const rungOrder = rungs.map(({ id }) => id);

function diagnose(where: Scene, catalogue: readonly FaultRule[] = rules): Diagnosis {
  return evaluate(catalogue, where, rungOrder, new FakeLog());
}

function stateOf(where: Scene, id: string): string | undefined {
  return diagnose(where).rules.find((rule) => rule.id === id)?.state;
}

function lacks(what: string): Scene {
  return scene({ evidence: [evidence(what, "not-recorded")] });
}

function rule(id: string, changes: Partial<FaultRule> = {}): FaultRule {
  return {
    ...defineRule({
      id,
      layer: "meta",
      severity: "warning",
      title: id,
      meaning: id,
      firstAction: { label: "Look", command: null, risk: "read" },
      explains: "tcp",
      sources: [],
      needs: { always: () => known(1, ["evidence:always"]) },
      find: () => ({ confidence: "confirmed", explanation: id }),
    }),
    ...changes,
  };
}

describe("evaluate", () => {
  it("names what it could not find out instead of guessing", () => {
    const where = scene({ unitState: null });
    const result = diagnose(where).rules.find(({ id }) => id === "service-start-limit-hit");
    assert.equal(result?.state, "unknown");
    assert.match(result?.missing.join() ?? "", /systemctl not-recorded/);
    // What does not rest on the unit is still told.
    assert.equal(stateOf(where, "gateway-unreachable"), "ok");
  });

  it("makes a rule unknown when the recording lacks one of its transcripts", () => {
    assert.equal(stateOf(lacks("list /home/dev/.config/systemd/user"), "service-masked"), "unknown");
    assert.equal(stateOf(lacks("environment of pid 500"), "service-token-drift"), "unknown");
    assert.equal(
      stateOf(lacks("/usr/lib/node_modules/openclaw/package.json"), "mixed-openclaw-installs"),
      "unknown",
    );
    assert.equal(stateOf(scene({ config: "not in the recording" }), "config-invalid"), "unknown");
    assert.equal(stateOf(scene({ facts: { auth: "not-recorded" } }), "gateway-token-mismatch"), "unknown");
  });

  it("leaves other gateways of the same user to themselves", () => {
    const theirs = { stateDir: "/home/dev/.openclaw-work" };
    const token = configToken({ ...theirs, fingerprint: "91bd20ee" });
    const foreground = systemdUnit({ kind: "foreground", port: null, ...theirs }, { mainPid: 900 });
    const where = stopped({ tokens: [token, clientToken()], moreSupervisors: [foreground] });
    assert.deepEqual(
      diagnose(where).findings.map(({ id }) => id),
      ["gateway-unreachable"],
    );
    const ours = { ...foreground, stateDir: "/home/dev/.openclaw" };
    assert.equal(stateOf(stopped({ moreSupervisors: [ours] }), "gateway-starting"), "fault");
  });

  it("points at the line of a refused token also where the gateway's own cannot be told", () => {
    const next = configToken({ effective: false });
    const { findings } = diagnose(refused({ reason: "token-mismatch" }, { tokens: [next, clientToken()] }));
    assert.equal(findings[0]?.id, "gateway-token-mismatch");
    assert.equal(findings[0]?.location?.line, 5);
    assert.match(findings[0]?.explanation ?? "", /openclaw\.json:5 \(3f9a1c07\).*still uses an older one/);
    assert.equal(findings[0]?.firstAction.command, "systemctl --user restart openclaw-gateway.service");
  });

  it("does not know the tokens when looking for them crashed", () => {
    const where = scene();
    const [place] = where.snapshot.namespaces;
    assert.ok(place);
    const blind = { ...place, tokenSources: [], blindSpots: ["Looking for token sources crashed."] };
    const crashed = { ...where, snapshot: { ...where.snapshot, namespaces: [blind] } };
    assert.equal(stateOf(crashed, "gateway-token-not-configured"), "unknown");
  });

  it("says nothing of a log that other gateways write, too", () => {
    const lines = [
      { at: null, level: "error", subsystem: "gateway", message: "ENOSPC: no space left on device" },
    ];
    assert.equal(stateOf(stopped({ facts: { recentLogs: { lines } } }), "disk-full"), "fault");
    assert.equal(
      stateOf(stopped({ facts: { recentLogs: { lines, isShared: true } } }), "disk-full"),
      "unknown",
    );
  });

  it("keeps a rule that crashes from touching the others", () => {
    const log = new FakeLog();
    const broken = rule("broken", {
      find: () => {
        throw new Error("no such thing");
      },
    });
    const { rules: results, findings } = evaluate([broken, rule("sound")], scene(), rungOrder, log);
    assert.deepEqual(
      results.map(({ state }) => state),
      ["unknown", "fault"],
    );
    assert.match(results[0]?.missing.join() ?? "", /no such thing/);
    assert.deepEqual(
      findings.map(({ id }) => id),
      ["sound"],
    );
    assert.match(log.lines.join("\n"), /Rule broken failed/);
  });

  it("lists every missing fact and keeps the evidence of the known ones", () => {
    const needy = rule("needy", {
      needs: {
        one: () => known(1, ["evidence:one"]),
        two: () => unknown("permission denied", ["evidence:two"]),
      },
    });
    const [result] = diagnose(scene(), [needy]).rules;
    assert.deepEqual(result, {
      id: "needy",
      state: "unknown",
      missing: ["two: permission denied"],
      evidence: ["evidence:one", "evidence:two"],
    });
  });

  it("orders root causes by rung, confidence, severity and id, and puts what they explain last", () => {
    const order = [
      rule("z-late", { explains: "channels", suppresses: ["b-explained"] }),
      rule("b-explained", { explains: "vantage" }),
      rule("y-tcp-info", { severity: "info" }),
      rule("x-tcp-error", { severity: "error" }),
      rule("w-tcp-guess", { severity: "error", find: () => ({ confidence: "suspected", explanation: "?" }) }),
      rule("a-tcp-error", { severity: "error" }),
    ];
    const { findings } = diagnose(scene(), order);
    assert.deepEqual(
      findings.map(({ id }) => id),
      ["a-tcp-error", "x-tcp-error", "y-tcp-info", "w-tcp-guess", "z-late", "b-explained"],
    );
    assert.deepEqual(findings.at(-1)?.suppressedBy, ["z-late"]);
  });

  it("counts only faults that were found as explanations", () => {
    const absent = rule("absent", { suppresses: ["present"], find: () => null });
    assert.deepEqual(diagnose(scene(), [absent, rule("present")]).findings[0]?.suppressedBy, []);
  });
});
