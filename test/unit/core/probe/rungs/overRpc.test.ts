import assert from "node:assert/strict";
import type { GatewayConfig } from "../../../../../src/core/model/gatewayConfig.ts";
import type { Snapshot } from "../../../../../src/core/model/snapshot.ts";
import { channels } from "../../../../../src/core/probe/rungs/channels.ts";
import { pairing } from "../../../../../src/core/probe/rungs/pairing.ts";
import { recentLogs } from "../../../../../src/core/probe/rungs/recentLogs.ts";
import {
  fakeClimb,
  fakeToken,
  fakeTokenUsed,
  healthyCalls,
  type FakeClimb,
} from "../../../../support/fakeClimb.ts";
import { fakeGateway, fakeSnapshot } from "../../../../support/fakeSnapshot.ts";
import type { FakeGateway } from "../../../../support/fakeGateways.ts";
import { fixtureText } from "../../../../support/fixtureText.ts";

function climbWith(
  calls: NonNullable<FakeGateway["calls"]>,
  callFailures: NonNullable<FakeGateway["callFailures"]> = {},
): Promise<FakeClimb> {
  return fakeClimb({ gateway: { calls: { ...healthyCalls, ...calls }, callFailures } });
}

const fixture = (path: string): unknown => JSON.parse(fixtureText(path));

describe("pairing", () => {
  it("names each device once that waits in both lists", async () => {
    const pending = [{ requestId: "r1", clientId: "node-host", role: "node", ts: 5 }];
    const climb = await climbWith({ "device.pair.list": { pending }, "node.pair.list": { pending } });
    assert.equal(climb.result("pairing").state, "warn");
    assert.equal(climb.result("pairing").verdict, "node-host (node) waiting for approval");
    assert.equal(climb.factOf(pairing).devices.length, 1);
  });

  it("counts senders by channel", async () => {
    const requests = [{ channel: "telegram" }, { channel: "telegram" }];
    const climb = await climbWith({ "channels.pairing.list": { requests } });
    assert.deepEqual(climb.factOf(pairing).senders, [{ channel: "telegram", count: 2 }]);
  });

  for (const failure of [
    { code: "FORBIDDEN", detail: "missing scope: operator.pairing" },
    { code: "INVALID_REQUEST", detail: "missing scope: operator.pairing" },
  ]) {
    it(`is unknown where the gateway answers ${failure.code} ${failure.detail}`, async () => {
      const result = (await climbWith({}, { "device.pair.list": failure })).result("pairing");
      assert.deepEqual([result.state, result.reason], ["unknown", "missing-scope"]);
    });
  }

  it("says so where only the senders could not be asked", async () => {
    const result = (await climbWith({}, { "channels.pairing.list": { code: "FORBIDDEN" } })).result(
      "pairing",
    );
    assert.equal(result.state, "ok");
    assert.deepEqual(result.notes, ["Who waits in the channels could not be asked."]);
  });

  it("does not take an unknown form for nobody", async () => {
    const result = (await climbWith({ "device.pair.list": { paired: [] } })).result("pairing");
    assert.deepEqual([result.state, result.reason], ["unknown", "unreadable-answer"]);
  });
});

describe("rpc-health", () => {
  it("fails when the gateway says it is not ok", async () => {
    assert.equal((await climbWith({ health: { ok: false } })).result("rpc-health").state, "fail");
  });

  it("fails when there is no answer in time", async () => {
    const result = (await climbWith({}, { health: { reason: "timed-out" } })).result("rpc-health");
    assert.deepEqual([result.state, result.reason], ["fail", null]);
  });

  it("warns of a failed plugin", async () => {
    const result = (await climbWith({ health: { ok: true, plugins: { errors: ["wiki"] } } })).result(
      "rpc-health",
    );
    assert.deepEqual([result.state, result.verdict], ["warn", "plugin wiki failed"]);
  });

  it("notes a busy spell, which every start has, and is ok", async () => {
    const health = { ok: true, eventLoop: { degraded: true } };
    const result = (await climbWith({ health })).result("rpc-health");
    assert.equal(result.state, "ok");
    assert.match(result.notes[0] ?? "", /event loop overloaded/);
  });

  it("notes that config changes are not followed", async () => {
    const health = { ok: true, configReload: { hotReloadStatus: "disabled" } };
    const result = (await climbWith({ health })).result("rpc-health");
    assert.equal(result.state, "ok");
    assert.match(result.notes[0] ?? "", /hot reload disabled/);
  });
});

describe("channels", () => {
  it("warns of a refused bot token and redacts what the provider said", async () => {
    const status = fixture("channelsStatus/telegram-token-refused.json") as {
      statusIssues: { message: string }[];
    };
    for (const issue of status.statusIssues) issue.message += ` ${fakeToken}`;
    const climb = await climbWith({ "channels.status": status });
    assert.equal(climb.result("channels").state, "warn");
    assert.deepEqual(climb.factOf(channels).configured, ["telegram"]);
    assert.doesNotMatch(JSON.stringify([...climb.run.facts]), new RegExp(fakeToken));
  });
});

function line(time: string, message: string): string {
  return JSON.stringify({
    time,
    message,
    _meta: { logLevelName: "ERROR", name: '{"subsystem":"gateway/ws"}' },
  });
}

function snapshotWith(config: Partial<GatewayConfig>): Snapshot {
  return fakeSnapshot({
    config,
    namespace: { tokenSources: [fakeTokenUsed] },
    gateways: [fakeGateway(), fakeGateway({ port: 19_001 })],
  });
}

describe("recent-logs over RPC", () => {
  it("says when lines may be another gateway's", async () => {
    const shared = await fakeClimb({ snapshot: snapshotWith({}) });
    assert.equal(shared.factOf(recentLogs).isShared, true);
    assert.equal(shared.result("recent-logs").notes.length, 1);
    const own = await fakeClimb({ snapshot: snapshotWith({ logFile: "/tmp/own.log" }) });
    assert.equal(own.factOf(recentLogs).isShared, false);
    assert.equal((await fakeClimb()).factOf(recentLogs).isShared, false);
  });

  it("leaves out what is older than the running gateway, and redacts the rest", async () => {
    // The fake clock stands at 12:00:00, the gateway is up for 60 s.
    const lines = [
      line("2026-11-20T11:58:00.000Z", "of an earlier gateway"),
      line("2026-11-20T11:58:57.000Z", "of its start"),
      line("2026-11-20T11:59:30.000Z", `sent ${fakeToken}`),
    ];
    const climb = await climbWith({ "logs.tail": { file: "/tmp/x.log", lines } });
    const fact = climb.factOf(recentLogs);
    assert.equal(fact.source, "rpc");
    assert.deepEqual(
      fact.lines.map(({ message }) => message.replace(/<.*>/, "<secret>")),
      ["of its start", "sent <secret>"],
    );
    assert.equal(
      climb.result("recent-logs").verdict,
      "2 lines since its start in /tmp/x.log, 2 of them errors",
    );
  });
});
