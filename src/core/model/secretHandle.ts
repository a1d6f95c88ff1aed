/**
 * The only form in which a secret travels through the core: the first eight hex digits of its keyed hash, and
 * its length. The value itself stays in the vault (see `SecretVault` in core/ports/machine.ts).
 */
export interface SecretHandle {
  readonly fingerprint: string;
  /** Length of the secret in UTF-16 units. */
  readonly length: number;
}
