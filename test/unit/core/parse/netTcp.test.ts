import assert from "node:assert/strict";
import { parseNetTcp } from "../../../../src/core/parse/netTcp.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const row = (address: string, state = "0A"): string =>
  `   0: ${address}:4965 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 9968 1 0000000038921ce4 100 0 0 10 0`;

describe("parseNetTcp", () => {
  it("keeps only sockets in LISTEN state, with owner and inode", () => {
    assert.deepEqual(parseNetTcp(fixtureText("netTcp/gateway-on-both-loopbacks.tcp.txt")), [
      { family: "ipv4", address: "0.0.0.0", port: 2024, uid: 0, inode: 19 },
      { family: "ipv4", address: "127.0.0.1", port: 18_789, uid: 1000, inode: 9968 },
    ]);
  });

  it("reads ::1 of tcp6", () => {
    assert.deepEqual(parseNetTcp(fixtureText("netTcp/gateway-on-both-loopbacks.tcp6.txt")), [
      { family: "ipv6", address: "::1", port: 18_789, uid: 1000, inode: 9969 },
    ]);
  });

  const addresses: readonly (readonly [string, string, string])[] = [
    ["00000000000000000000000000000000", "ipv6", "::"],
    ["0000000000000000FFFF00000100007F", "ipv4", "127.0.0.1"],
    ["0000000000000000FFFF000000000000", "ipv4", "0.0.0.0"],
    ["B80D0120000000000000000001000000", "ipv6", "2001:db8::1"],
    ["B80D01200000010000000100FF000000", "ipv6", "2001:db8:1:0:1::ff"],
    ["000080FE00000000FF005450453412FE", "ipv6", "fe80::5054:ff:fe12:3445"],
    ["10000000000000001000000000000000", "ipv6", "0:10::10:0:0"],
    ["0101A8C0", "ipv4", "192.168.1.1"],
  ];
  for (const [hex, family, address] of addresses) {
    it(`writes ${hex} as ${address}`, () => {
      const [socket] = parseNetTcp(row(hex));
      assert.equal(socket?.address, address);
      assert.equal(socket?.family, family);
    });
  }

  it("passes over other states, the header, blank lines and rubbish", () => {
    const text = [
      "  sl  local_address",
      "",
      row("0100007F", "01"),
      row("0100007F", "06"),
      "\u0000\u0001",
      row("01007F"),
    ];
    assert.deepEqual(parseNetTcp(text.join("\n")), []);
  });
});
