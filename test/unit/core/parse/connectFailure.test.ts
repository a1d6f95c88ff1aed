import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parseConnectFailure, type ConnectRefusal } from "../../../../src/core/parse/connectFailure.ts";

const fixtures = new URL("../../../fixtures/text/gateway-ws/", import.meta.url);

function refusal(name: string): ConnectRefusal {
  return JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), "utf8")) as ConnectRefusal;
}

/** What the real gateway said, and what it means. */
const table: Readonly<Record<string, readonly [reason: string, code: string | null]>> = {
  "no-token-no-device": ["device-identity-required", "DEVICE_IDENTITY_REQUIRED"],
  "empty-token": ["device-identity-required", "DEVICE_IDENTITY_REQUIRED"],
  "token-in-query": ["device-identity-required", "DEVICE_IDENTITY_REQUIRED"],
  "control-ui-without-device": ["device-identity-required", "CONTROL_UI_DEVICE_IDENTITY_REQUIRED"],
  "device-without-token": ["token-missing", "AUTH_TOKEN_MISSING"],
  "wrong-token": ["token-mismatch", "AUTH_TOKEN_MISMATCH"],
  "wrong-token-with-device": ["token-mismatch", "AUTH_TOKEN_MISMATCH"],
  "wrong-token-backend": ["token-mismatch", "AUTH_TOKEN_MISMATCH"],
  "wrong-token-remote": ["token-mismatch", "AUTH_TOKEN_MISMATCH"],
  "wrong-device-token": ["device-token-mismatch", "AUTH_DEVICE_TOKEN_MISMATCH"],
  "device-token-more-scopes": ["scope-mismatch", "AUTH_SCOPE_MISMATCH"],
  "rate-limited": ["rate-limited", "AUTH_RATE_LIMITED"],
  "pairing-not-paired": ["pairing-required", "PAIRING_REQUIRED"],
  "pairing-scope-upgrade": ["pairing-required", "PAIRING_REQUIRED"],
  "pairing-role-upgrade": ["pairing-required", "PAIRING_REQUIRED"],
  "pairing-metadata-upgrade": ["pairing-required", "PAIRING_REQUIRED"],
  "pairing-auto-approve-off": ["pairing-required", "PAIRING_REQUIRED"],
  "bad-signature": ["device-signature-rejected", "DEVICE_AUTH_SIGNATURE_INVALID"],
  "bad-nonce": ["device-signature-rejected", "DEVICE_AUTH_NONCE_MISMATCH"],
  "stale-signature": ["device-signature-rejected", "DEVICE_AUTH_SIGNATURE_EXPIRED"],
  "bad-device-id": ["device-identity-mismatch", "DEVICE_AUTH_DEVICE_ID_MISMATCH"],
  "protocol-3": ["protocol-mismatch", "PROTOCOL_MISMATCH"],
  "protocol-5": ["protocol-mismatch", "PROTOCOL_MISMATCH"],
  "control-ui-build-mismatch": ["protocol-mismatch", "PROTOCOL_MISMATCH"],
  "invalid-client-id": ["invalid-frame", "INVALID_REQUEST"],
  "invalid-mode": ["invalid-frame", "INVALID_REQUEST"],
  "invalid-role": ["invalid-frame", "INVALID_REQUEST"],
  "unknown-param": ["invalid-frame", "INVALID_REQUEST"],
  "missing-platform": ["invalid-frame", "INVALID_REQUEST"],
  "first-frame-not-connect": ["invalid-frame", "INVALID_REQUEST"],
  "first-frame-not-a-request": ["invalid-frame", null],
  "first-frame-too-large": ["frame-too-large", null],
  "no-first-frame": ["handshake-timeout", null],
  "foreign-origin": ["origin-not-allowed", "CONTROL_UI_ORIGIN_NOT_ALLOWED"],
  "webview-origin": ["origin-not-allowed", "CONTROL_UI_ORIGIN_NOT_ALLOWED"],
  starting: ["starting", "UNAVAILABLE"],
  restarting: ["restarting", null],
  cut: ["abnormal-closure", null],
};

describe("parseConnectFailure", () => {
  it("has an expectation for each captured refusal", () => {
    const captured = readdirSync(fixtures).map((name) => name.replace(/\.json$/, ""));
    assert.deepEqual(captured.toSorted(), Object.keys(table).toSorted());
  });

  for (const [name, [reason, code]] of Object.entries(table)) {
    it(`takes ${name} for ${reason}`, () => {
      const input = refusal(name);
      const failure = parseConnectFailure(input);
      assert.deepEqual([failure.reason, failure.code], [reason, code]);
      assert.deepEqual(failure.close, input.close);
      assert.notEqual(failure.detail, "");
    });
  }

  it("takes the request id from the details, since the close reason is cut", () => {
    const failure = parseConnectFailure(refusal("pairing-scope-upgrade"));
    assert.deepEqual(failure.pairing, {
      requestId: "66660856-2369-4224-86eb-1758d409430f",
      reason: "scope-upgrade",
      deviceId: "fdcb3781b762b3d584ff9ebdfce6d30dad001b2309bcda9ea0a22f1ef01b4922",
    });
    assert.ok(!(failure.close?.reason ?? "").includes("66660856-2369-4224-86eb-1758d409430f"));
  });

  it("takes no request id that a shell could read as more than a word", () => {
    const details = {
      code: "PAIRING_REQUIRED",
      reason: "not-paired",
      requestId: "x; rm -rf ~",
      deviceId: "d",
    };
    const failure = parseConnectFailure({
      error: { code: "NOT_PAIRED", details },
      close: null,
      shutdown: null,
    });
    assert.equal(failure.reason, "pairing-required");
    assert.equal(failure.pairing, null);
  });

  it("tells when to ask again", () => {
    assert.equal(parseConnectFailure(refusal("starting")).retryAfterMs, 500);
    assert.equal(parseConnectFailure(refusal("rate-limited")).retryAfterMs, 299_994);
    assert.equal(parseConnectFailure(refusal("restarting")).retryAfterMs, 1_500);
    assert.equal(parseConnectFailure(refusal("wrong-token")).retryAfterMs, null);
  });

  it("tells the protocol that the gateway speaks", () => {
    assert.equal(parseConnectFailure(refusal("protocol-3")).expectedProtocol, 4);
    assert.equal(parseConnectFailure(refusal("control-ui-build-mismatch")).expectedProtocol, null);
  });

  it("tells a stop from a restart by the shutdown event", () => {
    const close = { code: 1012, reason: "service restart" };
    const stop = parseConnectFailure({ error: null, close, shutdown: { reason: "gateway stopping" } });
    assert.deepEqual([stop.reason, stop.detail, stop.retryAfterMs], ["restarting", "gateway stopping", null]);
  });

  for (const [code, reason, expected] of [
    [4001, "gateway auth changed", "auth-changed"],
    [1013, "gateway starting", "starting"],
    [1008, "unauthorized: gateway token mismatch (provide gateway auth token)", "token-mismatch"],
    [1008, "unauthorized: device token mismatch (rotate/reissue device token)", "device-token-mismatch"],
    [1008, "unauthorized: gateway password mismatch", "password-mismatch"],
    [1008, "something new", "rejected"],
    [1000, "bye", "rejected"],
    [1006, "", "abnormal-closure"],
    [3999, "", "rejected"],
  ] as const) {
    it(`takes a bare close ${code} "${reason}" for ${expected}`, () => {
      const failure = parseConnectFailure({ error: null, close: { code, reason }, shutdown: null });
      assert.equal(failure.reason, expected);
      assert.equal(failure.code, null);
    });
  }

  it("never reads 1006 as an authentication problem", () => {
    const failure = parseConnectFailure({ error: null, close: { code: 1006, reason: "" }, shutdown: null });
    assert.equal(failure.reason, "abnormal-closure");
    assert.match(failure.detail, /1006/);
  });

  it("says rejected for a code it does not know, and passes the words on", () => {
    const error = { code: "INVALID_REQUEST", message: "unauthorized", details: { code: "AUTH_BRAND_NEW" } };
    const failure = parseConnectFailure({ error, close: null, shutdown: null });
    assert.deepEqual(
      [failure.reason, failure.code, failure.detail],
      ["rejected", "AUTH_BRAND_NEW", "unauthorized"],
    );
  });

  it("survives garbage", () => {
    for (const error of [null, undefined, 1, "x", [], {}, { code: 1 }, { details: { code: [] } }]) {
      const failure = parseConnectFailure({ error, close: null, shutdown: error });
      assert.match(failure.reason, /^(?:no-answer|rejected)$/);
    }
  });
});
