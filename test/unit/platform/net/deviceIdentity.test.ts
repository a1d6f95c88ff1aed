import assert from "node:assert/strict";
import { createHash, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import {
  createDeviceIdentity,
  loadDeviceIdentity,
  type DeviceClaim,
} from "../../../../src/platform/net/deviceIdentity.ts";

const claim: DeviceClaim = {
  clientId: "gateway-client",
  clientMode: "ui",
  role: "operator",
  scopes: ["operator.read", "operator.write"],
  signedAt: 1_795_174_225_156,
  token: "fake-token",
  nonce: "903746f4-13ac-4353-ab06-a851d1e3e277",
  platform: "Linux",
};

const payloadOf = (id: string): string =>
  `v3|${id}|gateway-client|ui|operator|operator.read,operator.write|1795174225156|fake-token|` +
  "903746f4-13ac-4353-ab06-a851d1e3e277|linux|";

describe("DeviceIdentity", () => {
  it("is named by the digest of its raw public key", () => {
    const device = createDeviceIdentity();
    const { id, publicKey } = device.prove(claim);
    const raw = Buffer.from(publicKey, "base64url");
    assert.equal(raw.length, 32);
    assert.equal(id, createHash("sha256").update(raw).digest("hex"));
    assert.equal(device.id, id);
    assert.notEqual(createDeviceIdentity().id, id);
  });

  it("signs what the gateway verifies, and nothing else", () => {
    const proof = createDeviceIdentity().prove(claim);
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: proof.publicKey }, format: "jwk" });
    const signature = Buffer.from(proof.signature, "base64url");
    const isSigned = (payload: string): boolean => verify(null, Buffer.from(payload), key, signature);
    assert.ok(isSigned(payloadOf(proof.id)));
    assert.ok(!isSigned(payloadOf(proof.id).replace("fake-token", "other-token")));
    assert.deepEqual([proof.signedAt, proof.nonce], [claim.signedAt, claim.nonce]);
  });

  it("is the same after it was stored", () => {
    const device = createDeviceIdentity();
    const again = loadDeviceIdentity(device.toStored());
    assert.ok(again.ok);
    assert.deepEqual(again.value.prove(claim), device.prove(claim));
  });

  it("refuses what is no such key, and does not quote it", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    const stored = rsa.export({ format: "der", type: "pkcs8" }).toString("base64url");
    for (const text of ["", "canary-text", stored]) {
      const loaded = loadDeviceIdentity(text);
      assert.ok(!loaded.ok);
      assert.doesNotMatch(loaded.failure.detail, /canary/);
    }
  });
});
