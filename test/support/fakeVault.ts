import { createHash } from "node:crypto";
import type { SecretHandle } from "../../src/core/model/secretHandle.ts";
import type { SecretVault } from "../../src/core/ports/machine.ts";

/** The fingerprint that every fake vault gives to `value`; the same in each run. */
export function fakeFingerprint(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 8);
}

/** Fingerprints without a key, so that tests can foretell them, and redacts exactly what it was given to keep. */
export class FakeVault implements SecretVault {
  readonly #values = new Map<string, string>();

  keep(value: string): SecretHandle {
    const fingerprint = fakeFingerprint(value);
    this.#values.set(fingerprint, value);
    return { fingerprint, length: value.length };
  }

  redact(text: string): string {
    let redacted = text;
    for (const [fingerprint, value] of this.#values) {
      if (value !== "") redacted = redacted.replaceAll(value, `<secret ${fingerprint}>`);
    }
    return redacted;
  }

  /** The kept value behind a handle, as the platform's WebSocket client would look it up. */
  valueOf(handle: SecretHandle | null): string | null {
    return handle === null ? null : (this.#values.get(handle.fingerprint) ?? null);
  }
}
