import assert from "node:assert/strict";
import { installVault } from "../../../../src/platform/secrets/installVault.ts";

const vault = () => installVault(() => Buffer.alloc(32, 7));

describe("installVault", () => {
  it("knows a value by a keyed fingerprint and its length", () => {
    const handle = vault().keep("fake-secret-value");
    assert.match(handle.fingerprint, /^[0-9a-f]{8}$/);
    assert.equal(handle.length, 17);
    assert.deepEqual(vault().keep("fake-secret-value"), handle);
    assert.notDeepEqual(installVault(() => Buffer.alloc(32, 8)).keep("fake-secret-value"), handle);
    assert.notDeepEqual(vault().keep("fake-secret-valuf"), handle);
  });

  it("needs no key while there is no secret", () => {
    const lazy = installVault(() => assert.fail("the key was read"));
    assert.equal(lazy.redact("port 18789 is free"), "port 18789 is free");
  });

  it("gives a kept value back to the platform only", () => {
    const one = vault();
    assert.equal(one.valueOf(one.keep("fake-secret-value")), "fake-secret-value");
    assert.equal(one.valueOf({ fingerprint: "00000000", length: 1 }), null);
  });

  it("hides a kept value in every form", () => {
    const one = vault();
    const value = 'fäke "secret"/+value?';
    const { fingerprint, length } = one.keep(value);
    const placeholder = `‹secret:${fingerprint}:${length}›`;
    for (const text of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
      assert.equal(one.redact(`a ${text} b`), `a ${placeholder} b`);
    }
    for (const encoding of ["base64", "base64url"] as const) {
      for (const before of ["", "u", "us", "usr", "user:"]) {
        for (const after of ["", "x", "xy", "xyz"]) {
          const text = Buffer.from(before + value + after).toString(encoding);
          assert.ok(one.redact(`a ${text} b`).includes(placeholder), `${encoding} of ${before}…${after}`);
        }
      }
    }
  });

  it("hides the longer of two values of which one holds the other", () => {
    const one = vault();
    const short = one.keep("fake-secret");
    const long = one.keep("fake-secret-and-more");
    assert.equal(
      one.redact("fake-secret-and-more, fake-secret"),
      `‹secret:${long.fingerprint}:20›, ‹secret:${short.fingerprint}:11›`,
    );
  });

  it("hides a short value only where it is assigned", () => {
    const one = vault();
    one.keep("dev");
    assert.equal(one.redact("the dev user, develop=1"), "the dev user, develop=1");
    assert.doesNotMatch(one.redact("key=dev"), /dev/);
    assert.doesNotMatch(one.redact('{"value":"dev"}'), /dev/);
    assert.equal(one.redact("path=/dev/null x=devel y=dev-1"), "path=/dev/null x=devel y=dev-1");
  });

  it("hides what looks like a secret under the fingerprint that it would have when kept", () => {
    const one = vault();
    const redacted = one.redact("OPENCLAW_GATEWAY_TOKEN=fake-secret-value");
    assert.equal(redacted, `OPENCLAW_GATEWAY_TOKEN=‹secret:${one.keep("fake-secret-value").fingerprint}:17›`);
  });

  it("changes nothing in its own result, whatever was kept", () => {
    const one = vault();
    const text = 'token="fake-secret-value" secret: abcdef12 fake-other-value';
    for (const value of ["fake-other-value", "secret", "‹secr", "abcdef12"]) one.keep(value);
    const once = one.redact(text);
    assert.equal(one.redact(once), once);
    one.keep(once.slice(8, 16));
    assert.equal(one.redact(once), once);
  });

  it("takes a placeholder for the secret that it stands for", () => {
    const one = vault();
    const handle = one.keep("fake-secret-value");
    const other = installVault(() => Buffer.alloc(32, 9));
    assert.deepEqual(other.keep(`‹secret:${handle.fingerprint}:17›`), handle);
    assert.equal(other.redact(`a ‹secret:${handle.fingerprint}:17›`), `a ‹secret:${handle.fingerprint}:17›`);
  });

  it("takes values with signs that mean something in expressions", () => {
    const one = vault();
    for (const value of ["a.b*c(d[e", "$&$1\\u0041", "--------", "^^^^|||||"]) {
      one.keep(value);
      assert.ok(!one.redact(`x ${value} y`).includes(value), value);
    }
    assert.equal(one.redact("axbxcxdxe"), "axbxcxdxe");
  });

  it("keeps an empty value and hides nothing for it", () => {
    const one = vault();
    assert.equal(one.keep("").length, 0);
    assert.equal(one.redact("plain"), "plain");
  });
});
