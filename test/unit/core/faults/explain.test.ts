import assert from "node:assert/strict";
import { explainText, type Explanation } from "../../../../src/core/faults/explain.ts";
import { rules } from "../../../../src/core/faults/registry.ts";

function explain(...lines: readonly string[]): Explanation {
  return explainText(rules, lines.join("\n"), (line) => line);
}

function found(...lines: readonly string[]): readonly string[] {
  return explain(...lines).findings.map(({ id, line }) => `${id}:${line}`);
}

const mismatch =
  "2026-11-20T11:51:40.192+00:00 [ws] unauthorized conn=a78e client=cli cli v1 role=operator auth=token device=no reason=token_mismatch guidance=unauthorized: gateway token mismatch (use this gateway's gateway.auth.token)";
const ready = "2026-11-20T11:52:00.000+00:00 [gateway] ready";

describe("explainText", () => {
  it("names the first line that shows a fault, once, however often it is shown", () => {
    assert.deepEqual(found("starting", "", mismatch, mismatch, mismatch), ["gateway-token-mismatch:3"]);
  });

  it("sees through colours, carriage returns and prefixes", () => {
    assert.deepEqual(
      found(
        "\u001b[31mStart request repeated\u001b[0m too quickly.\r",
        "\u001b]8;;http://x\u0007link\u001b]8;;\u0007",
      ),
      ["service-start-limit-hit:1"],
    );
    assert.deepEqual(found(`openclaw-gateway-1  | Nov 20 11:51:40 host node[9]: ${mismatch}`), [
      "gateway-token-mismatch:1",
    ]);
  });

  it("reads sentences that a box has wrapped", () => {
    const lines = [
      "◇  Gateway service config ────────────────╮",
      "│                                          │",
      "│  - Gateway service entrypoint does not   │",
      "│    match the current install.            │",
      "╰──────────────────────────────────────────╯",
    ];
    assert.deepEqual(found(...lines), ["service-entrypoint-mismatch:3"]);
  });

  it("takes a channel's trouble for the channel's", () => {
    const line = '[telegram] [default] channel exited: Telegram bot token unauthorized for account "default"';
    assert.deepEqual(found(ready, line), ["channel-failing:2"]);
  });

  it("never reads authentication into a connection that just broke", () => {
    assert.deepEqual(found("gateway closed (1006 abnormal closure (no close frame)): no close reason"), [
      "websocket-abnormal-closure:1",
    ]);
  });

  describe("keeps apart what is over", () => {
    const start = "[gateway] Gateway start blocked: existing config is missing gateway.mode.";

    it("moves a fault to the history when a later line shows that it passed", () => {
      const { findings, history } = explain(start, start, ready);
      assert.deepEqual(findings, []);
      assert.deepEqual(
        history.map(({ id, line }) => `${id}:${line}`),
        ["gateway-mode-missing:1"],
      );
    });

    it("takes it back when it comes again, at the line where it did", () => {
      const { findings, history } = explain(start, ready, start);
      assert.deepEqual(
        findings.map(({ id, line }) => `${id}:${line}`),
        ["gateway-mode-missing:3"],
      );
      assert.deepEqual(history, []);
    });

    it("does not take an earlier sign of health for a recovery", () => {
      assert.deepEqual(found(ready, start), ["gateway-mode-missing:2"]);
    });
  });

  describe("tells faults from talk about them", () => {
    const talk = [
      "# pairing required: device is not approved yet",
      "// listen EADDRINUSE: address already in use",
      "> Start request repeated too quickly",
      "$ journalctl --user -u openclaw-gateway | grep 'start-limit-hit'",
      "dev@host:~$ grep -c 'JavaScript heap out of memory' gateway.log",
      "If you see `ENOSPC`, free some space.",
      "There is no EADDRINUSE in this log.",
      "The docs mention an error such as listen EADDRINUSE in this case.",
      "When pairing required: device is not approved yet appears, approve the device.",
      "Unauthorized access is punished.",
      "the gateway was ready before pairing",
    ];
    for (const line of talk) it(line, () => assert.deepEqual(found(line), []));
  });

  it("tells a full disk from too few file watchers", () => {
    assert.deepEqual(
      found("Error: ENOSPC: System limit for number of file watchers reached, watch '/x'"),
      [],
    );
    assert.deepEqual(found("Error: ENOSPC: no space left on device, write"), ["disk-full:1"]);
  });

  it("takes a refused connection for the gateway's only where it is", () => {
    assert.deepEqual(found("[ollama] connect ECONNREFUSED 127.0.0.1:11434"), []);
    assert.deepEqual(found("Probe target: ws://127.0.0.1:20123", "  connect ECONNREFUSED 127.0.0.1:20123"), [
      "gateway-unreachable:2",
    ]);
  });

  it("takes a port that is refused on Windows for a lost relay where it has answered inside", () => {
    const inside = ['$ curl -s -o /dev/null -w "%{http_code}" http://127.0.0.1:18789/', "200"];
    const outside = "ws://localhost:18789 attempt 1: System.Net.Sockets.SocketException (10061): refused it.";
    assert.deepEqual(found(...inside, "", outside), ["windows-localhost-relay-down:4"]);
    assert.deepEqual(found(outside), []);
  });

  it("does not call a gateway's own socket a conflict", () => {
    assert.deepEqual(
      found("Port 18789 is already in use.", "- pid 500 dev: openclaw-gateway (127.0.0.1:18789)"),
      [],
    );
    assert.deepEqual(
      found("Port 18789 is already in use.", "- pid 500 dev: node /srv/app.mjs (127.0.0.1:18789)"),
      ["port-in-use:1"],
    );
  });

  it("puts what a root cause explains behind it", () => {
    const { findings, consequences } = explain(
      "[gateway] Gateway failed to start: Invalid config at /home/dev/.openclaw/openclaw.json:",
      "- gateway.bind: Invalid input",
      "systemd[1]: openclaw-gateway.service: Scheduled restart job, restart counter is at 12.",
    );
    assert.deepEqual(
      findings.map(({ id }) => id),
      ["gateway-bind-invalid"],
    );
    assert.deepEqual(
      consequences.map(({ id }) => id),
      ["config-invalid", "service-crash-loop"],
    );
    assert.ok(consequences[0]?.suppressedBy.includes("gateway-bind-invalid"));
  });

  it("redacts the whole line before it shortens it", () => {
    const secret = "s3cret-".repeat(60);
    const line = `Error: ENOSPC: no space left on device ${secret}`;
    const { findings } = explainText(rules, line, (text) => text.replaceAll(secret, "•••"));
    assert.equal(findings[0]?.excerpt, "Error: ENOSPC: no space left on device •••");
  });

  it("finds nothing in nothing", () => {
    assert.deepEqual(explain(""), { findings: [], consequences: [], history: [] });
  });

  describe("takes time in proportion to the text", () => {
    const texts: Readonly<Record<string, string>> = {
      "an ordinary log": `${mismatch}\n${ready}\n`,
      "one line without an end": "if you see pairing required: device ENOSPC ",
      "rejected lines": "# ENOSPC code=1008 pairing required: device\n",
      "unfinished escapes": "\u001b[",
      "half of a pattern": "another gateway instance is already listening\n",
      "another program's refusals": "connect ECONNREFUSED 127.0.0.1:5432\n",
    };
    for (const [name, piece] of Object.entries(texts)) {
      it(`4 MB of ${name}`, () => {
        const text = piece.repeat(Math.ceil(4_000_000 / piece.length));
        // Half a second on an idle machine; what grows faster than the text runs into the time limit.
        explainText(rules, text, (line) => line);
      }).timeout(60_000);
    }
  });
});
