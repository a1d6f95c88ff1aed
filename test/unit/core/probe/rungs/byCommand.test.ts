import assert from "node:assert/strict";
import { doctor } from "../../../../../src/core/probe/rungs/doctor.ts";
import { fakeClimb, fakeTokenUsed, type FakeClimb } from "../../../../support/fakeClimb.ts";
import type { FakeCommand } from "../../../../support/fakeMachine.ts";
import { fakeInstall, fakeSnapshot } from "../../../../support/fakeSnapshot.ts";
import { fixtureText } from "../../../../support/fixtureText.ts";

const installs = [
  fakeInstall({ command: ["/opt/node", "/opt/unit/index.js"], foundBy: ["openclaw-gateway.service"] }),
  fakeInstall(),
];

function climbWith(commands: Readonly<Record<string, FakeCommand>>, withCli = false): Promise<FakeClimb> {
  const named = Object.entries(commands).map(
    ([args, answer]) => [`/usr/bin/openclaw ${args}`, answer] as const,
  );
  return fakeClimb({
    withCli,
    snapshot: fakeSnapshot({ namespace: { tokenSources: [fakeTokenUsed], installs } }),
    machine: { commands: Object.fromEntries(named) },
  });
}

const lint = "doctor --lint --json";
const gatewayStatus = "gateway status --json";

describe("doctor", () => {
  it("labels advice against loopback only as policy and is ok with it", async () => {
    const climb = await climbWith({
      [lint]: { exitCode: 1, stdout: fixtureText("doctorLintJson/fresh-default-config.json") },
    });
    const { state, verdict, notes } = climb.result("doctor");
    assert.deepEqual([state, verdict, notes.length], ["ok", "nothing found in 35 checks", 2]);
    for (const note of notes) assert.match(note, /^Policy: /);
    assert.doesNotMatch(notes.join(" "), /bind=lan/);
    assert.deepEqual(
      climb.factOf(doctor).findings.map(({ isPolicy }) => isPolicy),
      [true, true],
    );
  });

  it("warns of anything else, also of the same check for another reason", async () => {
    const findings = [
      {
        checkId: "core/doctor/security",
        severity: "warning",
        message: "The state directory is world-readable.",
      },
      { checkId: "core/doctor/gateway-config", severity: "info", message: "A hint." },
    ];
    const climb = await climbWith({
      [lint]: { exitCode: 1, stdout: JSON.stringify({ checksRun: 35, findings }) },
    });
    const { state, verdict, notes } = climb.result("doctor");
    assert.deepEqual([state, verdict], ["warn", "1 finding in 35 checks"]);
    assert.deepEqual(notes, ["The state directory is world-readable."]);
  });

  it("is unknown when it could not run", async () => {
    const stdout =
      '{"ok":false,"error":{"type":"cli_error","message":"another OpenClaw process owns state-lifecycle"}}';
    const result = (await climbWith({ [lint]: { exitCode: 2, stdout } })).result("doctor");
    assert.deepEqual([result.state, result.reason], ["unknown", "unreadable-answer"]);
    assert.match(result.verdict, /owns state-lifecycle/);
  });

  it("is unknown when it took too long", async () => {
    const result = (
      await climbWith({ [lint]: { reason: "timed-out", detail: "", stdout: "", stderr: "" } })
    ).result("doctor");
    assert.deepEqual([result.state, result.reason], ["unknown", "timed-out"]);
  });
});

describe("cli-gateway-status", () => {
  it("uses the command on PATH and is ok when it reaches the gateway", async () => {
    const result = (
      await climbWith({ [gatewayStatus]: fixtureText("gatewayStatusJson/healthy.json") })
    ).result("cli-gateway-status");
    assert.deepEqual([result.state, result.verdict], ["ok", "reaches the gateway at ws://127.0.0.1:18789"]);
    assert.deepEqual(result.notes, ["There is no service manager that it could ask."]);
  });

  it("warns with the code when the gateway refuses the command line", async () => {
    const result = (
      await climbWith({ [gatewayStatus]: fixtureText("gatewayStatusJson/wrong-token.json") })
    ).result("cli-gateway-status");
    assert.deepEqual(
      [result.state, result.verdict],
      ["warn", "does not reach the gateway: AUTH_TOKEN_MISMATCH"],
    );
  });

  it("says when it speaks of another port", async () => {
    const stdout = fixtureText("gatewayStatusJson/foreign-http.json");
    const result = (await climbWith({ [gatewayStatus]: stdout })).result("cli-gateway-status");
    assert.match(result.notes.join(" "), /speaks of port 18801, not 18789/);
  });

  it("quotes what a command that failed says", async () => {
    const result = (
      await climbWith({
        [gatewayStatus]: { exitCode: 1, stderr: "openclaw: node:sqlite is unavailable\nmore" },
      })
    ).result("cli-gateway-status");
    assert.equal(result.state, "unknown");
    assert.match(result.verdict, /node:sqlite is unavailable$/);
  });
});

describe("with --with-cli", () => {
  it("asks the command line with a time limit, although RPC answers", async () => {
    const climb = await climbWith(
      {
        "status --json --timeout 5000": fixtureText("statusJson/cli-up.json"),
        "channels status --probe --json --timeout 10000": fixtureText("channelsStatus/no-channel.json"),
      },
      true,
    );
    assert.equal(climb.result("cli-status").verdict, "reaches version 2026.9.6");
    assert.equal(climb.result("channels").verdict, "no channel is configured");
  });

  it("does not judge channels by the config alone", async () => {
    const climb = await climbWith(
      {
        "status --json --timeout 5000": fixtureText("statusJson/cli-down.json"),
        "channels status --probe --json --timeout 10000": fixtureText("channelsStatus/gateway-down.json"),
      },
      true,
    );
    assert.equal(climb.result("cli-status").state, "warn");
    assert.deepEqual(
      [climb.result("channels").state, climb.result("channels").reason],
      ["unknown", "needs-rpc"],
    );
  });
});
