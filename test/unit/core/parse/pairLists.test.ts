import assert from "node:assert/strict";
import { parseChannelPairing, parsePairList } from "../../../../src/core/parse/pairLists.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const fixture = (name: string): unknown => JSON.parse(fixtureText(`pairLists/${name}.json`));

describe("parsePairList", () => {
  it("reads a device that waits, and not the paired ones", () => {
    assert.deepEqual(parsePairList(fixture("device-waiting")), [
      {
        requestId: "f1518110-7d8c-4b75-92a6-d07603323366",
        client: "gateway-client",
        role: "operator",
        isRepair: true,
        since: 1_795_174_228_172,
      },
    ]);
  });

  it("reads a node that waits for its commands", () => {
    const [node] = parsePairList(fixture("node-waiting")) ?? [];
    assert.deepEqual([node?.client, node?.role, node?.isRepair], ["lab-node", "node", false]);
  });

  it("tells an empty list from no list", () => {
    assert.deepEqual(parsePairList({ pending: [], paired: [] }), []);
    assert.equal(parsePairList({ paired: [] }), null);
    assert.equal(parsePairList(undefined), null);
  });
});

describe("parseChannelPairing", () => {
  it("counts by channel", () => {
    const requests = [{ channel: "telegram" }, { channel: "telegram" }, { channel: "signal" }, 7];
    const counts = parseChannelPairing({ requests });
    assert.deepEqual(
      [...(counts ?? [])],
      [
        ["telegram", 2],
        ["signal", 1],
      ],
    );
  });

  it("tells nobody from no answer", () => {
    assert.equal(parseChannelPairing(fixture("channels-nobody"))?.size, 0);
    assert.equal(parseChannelPairing({ accounts: [], limits: {} }), null);
    assert.equal(parseChannelPairing(null), null);
  });
});
