import assert from "node:assert/strict";
import { parseGatewayStatusJson } from "../../../../src/core/parse/gatewayStatusJson.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const read = (name: string) => parseGatewayStatusJson(fixtureText(`gatewayStatusJson/${name}.json`));

describe("parseGatewayStatusJson", () => {
  it("reads a healthy gateway without a service manager", () => {
    assert.deepEqual(read("healthy"), {
      cliVersion: "2026.9.6",
      probeUrl: "ws://127.0.0.1:18789",
      port: 18_789,
      portStatus: "busy",
      portHolders: [{ pid: 10_354, command: "openclaw-gatewa" }],
      serviceLoaded: false,
      serviceStatus: "unknown",
      inspectionReason: "service-manager-unavailable",
      configValid: true,
      rpcOk: true,
      rpcFailureKind: null,
      rpcFailureCode: null,
      rpcError: null,
      timedOut: false,
    });
  });

  it("tells a free port, a wrong token and a silent gateway apart", () => {
    const failures = ["port-free", "wrong-token", "hung"].map((name) => {
      const status = read(name);
      return [
        status?.portStatus,
        status?.rpcOk,
        status?.rpcFailureKind,
        status?.rpcFailureCode,
        status?.timedOut,
      ];
    });
    assert.deepEqual(failures, [
      ["free", false, "unreachable", null, false],
      ["busy", false, "auth-rejected", "AUTH_TOKEN_MISMATCH", false],
      ["busy", false, "unreachable", null, true],
    ]);
  });

  it("reads a systemd user unit", () => {
    const status = read("systemd-user-unit");
    assert.equal(status?.serviceLoaded, true);
    assert.equal(status.serviceStatus, "running");
    assert.equal(status.inspectionReason, null);
  });

  it("names the foreign program that holds the port", () => {
    const status = read("foreign-http");
    assert.deepEqual(status?.portHolders, [{ pid: 16_552, command: "MainThread" }]);
    assert.match(status.rpcError ?? "", /rejected websocket upgrade/);
  });

  it("takes missing and misshapen parts for not told", () => {
    const status = parseGatewayStatusJson(
      '{"rpc":{"ok":false,"error":7},"port":"busy","service":null,"x":1}',
    );
    assert.equal(status?.rpcError, null);
    assert.equal(status.portStatus, null);
    assert.deepEqual(status.portHolders, []);
  });

  for (const text of [
    "",
    "null",
    "[]",
    '{"ok":false,"error":{"type":"cli_error","message":"no"}}',
    '{"rpc":{}}',
  ]) {
    it(`takes ${JSON.stringify(text)} for no status`, () => {
      assert.equal(parseGatewayStatusJson(text), null);
    });
  }
});
