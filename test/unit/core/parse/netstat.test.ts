import assert from "node:assert/strict";
import { parseNetstat } from "../../../../src/core/parse/netstat.ts";
import { wslSample } from "../../../support/wslSample.ts";

describe("parseNetstat", () => {
  for (const language of ["en", "de", "fr", "es"]) {
    it(`finds the listeners in ${language}, whatever their state is called`, () => {
      const rows = parseNetstat(wslSample(`windows/netstat.${language}.stdout`));
      assert.deepEqual(
        rows.map(({ family, address, port, pid }) => [family, address, port, pid].join(" ")),
        ["ipv4 0.0.0.0 135 1200", "ipv4 127.0.0.1 18789 8512", "ipv6 :: 8081 24176", "ipv6 ::1 8081 29712"],
      );
    });
  }

  it("takes the scope off an address, and no UDP socket for a listener", () => {
    const text = [
      "  TCP    [fe80::1%12]:80        [::]:0                 LISTENING       7",
      "  UDP    0.0.0.0:5353           *:*                                    9",
      "  TCP    10.0.0.5:50000         10.0.0.9:443           CLOSE_WAIT      8",
      "  TCP    127.0.0.1:80           0.0.0.0:0              EN ÉCOUTE       6",
    ].join("\r\n");
    assert.deepEqual(
      parseNetstat(text).map(({ address, pid }) => [address, pid]),
      [
        ["fe80::1", 7],
        ["127.0.0.1", 6],
      ],
    );
  });

  it("finds nothing in what is no table", () => {
    assert.deepEqual(parseNetstat(""), []);
    assert.deepEqual(parseNetstat("netstat: not found\n"), []);
  });
});
