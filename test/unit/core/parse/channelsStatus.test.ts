import assert from "node:assert/strict";
import { parseChannelsStatus } from "../../../../src/core/parse/channelsStatus.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const read = (name: string) => parseChannelsStatus(JSON.parse(fixtureText(`channelsStatus/${name}.json`)));

describe("parseChannelsStatus", () => {
  it("reads a gateway without channels", () => {
    assert.deepEqual(read("no-channel"), { reachable: true, configured: [], issues: [] });
  });

  it("reads the issue of a refused bot token", () => {
    const status = read("telegram-token-refused");
    assert.deepEqual(status?.configured, ["telegram"]);
    const [issue, ...rest] = status.issues;
    assert.deepEqual(rest, []);
    assert.deepEqual([issue?.channel, issue?.account, issue?.kind], ["telegram", "default", "runtime"]);
    assert.match(issue?.message ?? "", /^Telegram bot token unauthorized/);
  });

  it("does not take what the command line read from the config for an answer of the gateway", () => {
    assert.deepEqual(read("gateway-down"), { reachable: false, configured: [], issues: [] });
  });

  it("leaves out a channel that is known but not configured", () => {
    const status = {
      channelOrder: ["a", "b"],
      statusIssues: [],
      channels: { a: { configured: false }, b: 1 },
    };
    assert.deepEqual(parseChannelsStatus(status)?.configured, ["b"]);
  });

  for (const value of [undefined, null, {}, { channelOrder: ["telegram"] }, { gatewayReachable: true }]) {
    it(`takes ${JSON.stringify(value)} for something else`, () => {
      assert.equal(parseChannelsStatus(value), null);
    });
  }
});
