import assert from "node:assert/strict";
import { evaluate, type Diagnosis } from "../../../../src/core/faults/evaluate.ts";
import { rules } from "../../../../src/core/faults/registry.ts";
import type { Scene } from "../../../../src/core/faults/scene.ts";
import { rungs } from "../../../../src/core/probe/registry.ts";
import { FakeLog } from "../../../support/fakeLog.ts";
import { refused, scene, stopped } from "../../../support/scenes.ts";
import { clientToken, configToken } from "../../../support/sceneParts.ts";
import { listener } from "../../../support/sceneFacts.ts";

const rungOrder = rungs.map(({ id }) => id);

function diagnose(where: Scene): Diagnosis {
  return evaluate(rules, where, rungOrder, new FakeLog());
}

function headline(where: Scene): string | undefined {
  return diagnose(where).findings[0]?.id;
}

describe("the catalogue as a whole", () => {
  describe("on a healthy machine", () => {
    const healthy: Readonly<Record<string, Scene>> = {
      "a systemd user unit": scene(),
      "a systemd system unit": scene({ unit: { kind: "systemd-system" } }),
      "a foreground run": scene({ run: "foreground" }),
      "a foreground run in a container": scene({
        run: "foreground",
        facts: { instance: { init: "node", hasSystemd: false, userBus: null, linger: null } },
        installs: [],
      }),
      "a right token that shadows a wrong one": scene({
        tokens: [
          configToken(),
          clientToken(),
          configToken({
            kind: "process-env",
            fingerprint: "91bd20ee",
            effective: false,
            afterRestart: false,
            state: "shadowed",
          }),
          clientToken({ kind: "process-env", fingerprint: "91bd20ee", clientsIn: [], state: "shadowed" }),
        ],
      }),
    };
    for (const [name, where] of Object.entries(healthy)) {
      it(`finds nothing and leaves nothing open with ${name}`, () => {
        const { findings, rules: results } = diagnose(where);
        assert.deepEqual(findings, []);
        assert.deepEqual(
          results.filter(({ state }) => state !== "ok"),
          [],
        );
      });
    }

    it("finds nothing before a ladder is climbed", () => {
      assert.deepEqual(diagnose(scene({ isClimbed: false })).findings, []);
    });

    it("finds nothing in a quick ladder and leaves open what only the other rungs tell", () => {
      const { findings, rules: results } = diagnose(
        scene({ facts: { cliGatewayStatus: "quick", recentLogs: "quick", channels: "quick" } }),
      );
      assert.deepEqual(findings, []);
      const open = results.filter(({ state }) => state === "unknown").map(({ id }) => id);
      assert.deepEqual(open.toSorted(), ["channel-failing", "probe-contradiction"]);
    });
  });

  describe("names the plain cases first", () => {
    const foreign = {
      listeners: { holder: "foreign", gateway: null, onPort: [listener("127.0.0.1", 4711, null, "nginx")] },
      httpReady: "needs-http",
      wsHandshake: "needs-http",
      auth: "needs-http",
    } as const;
    const dead = { active: "failed", sub: "failed", mainPid: null } as const;
    const wrongMode = { mode: null } as const;
    const cases: Readonly<Record<string, readonly [string, Scene]>> = {
      "stopped with a good config": ["gateway-unreachable", stopped()],
      "stopped in the foreground": [
        "gateway-unreachable",
        stopped({ run: "foreground", unitState: { active: "inactive", sub: "dead", mainPid: null } }),
      ],
      "stopped, without lingering": [
        "gateway-unreachable",
        stopped({ facts: { instance: { linger: false } } }),
      ],
      "start limit": [
        "service-start-limit-hit",
        stopped({ unitState: { ...dead, result: "start-limit-hit", restarts: 10 } }),
      ],
      "syntax error, down": [
        "config-invalid",
        stopped({ config: { mode: null, problems: [problem("syntax")] } }),
      ],
      "syntax error, up": [
        "config-invalid",
        scene({ config: { mode: null, problems: [problem("syntax")] } }),
      ],
      "no mode": [
        "gateway-mode-missing",
        stopped({ config: wrongMode, unitState: { ...dead, result: "exit-code", exitStatus: 78 } }),
      ],
      "foreign HTTP server": [
        "port-in-use",
        scene({
          gateway: null,
          facts: { ...foreign, httpLive: { answer: "web-page", contentType: "text/html" } },
        }),
      ],
      "foreign listener that says nothing": [
        "port-in-use",
        scene({ gateway: null, facts: { ...foreign, httpLive: { answer: "silent" } } }),
      ],
      "another gateway": [
        "second-gateway-running",
        refused({ reason: "token-mismatch" }, { facts: { listeners: { holder: "other-gateway" } } }),
      ],
      starting: [
        "gateway-starting",
        scene({
          facts: { httpReady: { startup: "starting", uptimeMs: 3_000, ready: false }, auth: "starting" },
        }),
      ],
      "process there, port not yet": ["gateway-starting", stopped({ unitState: { mainPid: 500 } })],
      frozen: [
        "gateway-unresponsive",
        scene({
          facts: {
            httpLive: { answer: "silent" },
            httpReady: "needs-http",
            wsHandshake: "needs-http",
            auth: "needs-http",
          },
        }),
      ],
      "wrong token": [
        "gateway-token-mismatch",
        refused(
          { reason: "token-mismatch" },
          { tokens: [configToken({ fingerprint: "91bd20ee" }), clientToken()] },
        ),
      ],
    };
    for (const [name, [id, where]] of Object.entries(cases)) {
      it(`${name}: ${id}`, () => assert.equal(headline(where), id));
    }
  });
});

function problem(kind: "syntax") {
  return {
    file: "/home/dev/.openclaw/openclaw.json",
    line: 7,
    column: 3,
    path: "<root>",
    message: "unexpected end",
    kind,
  };
}
