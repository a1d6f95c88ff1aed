import assert from "node:assert/strict";
import { parsePortproxy } from "../../../../src/core/parse/portproxy.ts";
import { wslSample } from "../../../support/wslSample.ts";

describe("parsePortproxy", () => {
  for (const language of ["en", "de", "fr", "ja", "zh"]) {
    it(`reads the rule in ${language}`, () => {
      const [rule] = parsePortproxy(wslSample(`windows/netsh-portproxy.${language}.stdout`));
      assert.equal(rule?.listenPort, 18_789);
    });
  }

  it("reads all four tables, also with an address that is wider than its column", () => {
    const rules = parsePortproxy(wslSample("windows/netsh-portproxy.all.en.stdout"));
    assert.deepEqual(
      rules.map(({ listenAddress, connectAddress }) => `${listenAddress} ${connectAddress}`),
      ["0.0.0.0 172.28.119.10", "127.0.0.1 ::1", "::1 172.28.119.10", "fe80::1234:5678:9abc:def0 127.0.0.1"],
    );
  });

  it("reads no rule where there is none", () => {
    assert.deepEqual(parsePortproxy(wslSample("windows/netsh-portproxy.empty.stdout")), []);
  });
});
