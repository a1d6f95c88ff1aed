import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from "node:crypto";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";

/** An Ed25519 key pair by which a gateway knows a device again. The private key never leaves this object, except for a secret store. */
export interface DeviceIdentity {
  /** sha256 of the raw public key, in hex: the device id of the gateway's protocol. */
  readonly id: string;
  /** The `device` member of a `connect`, signed for one challenge. */
  prove(claim: DeviceClaim): DeviceProof;
  /** For a secret store only: holds the private key. */
  toStored(): string;
}

/** The identities that connections may use, by the name they are kept under. */
export interface DeviceIdentities {
  find(name: string): DeviceIdentity | null;
}

/** What the signature covers. Any difference to the `connect` frame makes the gateway reject the signature. */
export interface DeviceClaim {
  readonly clientId: string;
  readonly clientMode: string;
  readonly role: string;
  readonly scopes: readonly string[];
  /** The `ts` of the challenge. */
  readonly signedAt: number;
  /** The token of the same `connect`, or an empty string. */
  readonly token: string;
  readonly nonce: string;
  readonly platform: string;
}

export interface DeviceProof {
  readonly id: string;
  readonly publicKey: string;
  readonly signature: string;
  readonly signedAt: number;
  readonly nonce: string;
}

/** Makes an identity in memory; nothing is stored and no gateway knows it yet. */
export function createDeviceIdentity(): DeviceIdentity {
  return identityOf(generateKeyPairSync("ed25519").privateKey);
}

/** Reads what `toStored` wrote. */
export function loadDeviceIdentity(stored: string): Outcome<DeviceIdentity, { readonly detail: string }> {
  try {
    const key = createPrivateKey({ key: Buffer.from(stored, "base64url"), format: "der", type: "pkcs8" });
    if (key.asymmetricKeyType === "ed25519") return success(identityOf(key));
  } catch {
    // Said below: OpenSSL's own words could quote what was stored.
  }
  return failed({ detail: "the stored device identity is no Ed25519 private key" });
}

function identityOf(privateKey: KeyObject): DeviceIdentity {
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const rawPublicKey = Buffer.from(x, "base64url");
  const id = createHash("sha256").update(rawPublicKey).digest("hex");
  return {
    id,
    prove(claim) {
      const payload = [
        "v3",
        id,
        claim.clientId,
        claim.clientMode,
        claim.role,
        claim.scopes.join(","),
        String(claim.signedAt),
        claim.token,
        claim.nonce,
        claim.platform.toLowerCase(),
        // No device family is sent, and it is signed as empty.
        "",
      ].join("|");
      return {
        id,
        publicKey: rawPublicKey.toString("base64url"),
        signature: sign(null, Buffer.from(payload, "utf8"), privateKey).toString("base64url"),
        signedAt: claim.signedAt,
        nonce: claim.nonce,
      };
    },
    toStored: () => privateKey.export({ format: "der", type: "pkcs8" }).toString("base64url"),
  };
}
