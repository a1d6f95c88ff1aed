import type { SecretHandle } from "../model/secretHandle.ts";

/** What stands in a text where a secret was: its fingerprint and its length. */
export function placeholderOf({ fingerprint, length }: SecretHandle): string {
  return `‹secret:${fingerprint}:${length}›`;
}

/** Matches one placeholder; use it inside other expressions by its `source`. */
export const placeholderPattern = /‹secret:[0-9a-f]{8}:\d{1,9}›/;

const wholePlaceholder = /^‹secret:([0-9a-f]{8}):(\d{1,9})›$/;

/** The handle that a placeholder stands for; null for any other text. */
export function parsePlaceholder(text: string): SecretHandle | null {
  const [, fingerprint, length] = wholePlaceholder.exec(text) ?? [];
  return fingerprint === undefined ? null : { fingerprint, length: Number(length) };
}
