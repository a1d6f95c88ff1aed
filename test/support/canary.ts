/** Secrets that are planted to see whether they come out, in any spelling that output gives them. */
import { randomBytes } from "node:crypto";

/** A secret in which plain, URL-encoded, JSON-escaped and base64 text all differ. */
export function makeCanary(place: string, special = `/+=&"`): string {
  return `canary-${place}-${randomBytes(12).toString("hex")}${special}${randomBytes(6).toString("hex")}`;
}

/** Every spelling of `secret` that must not occur. */
export function spellings(secret: string): readonly string[] {
  const encoded = [0, 1, 2].flatMap((shift) => {
    // Inside longer base64 a text has three spellings; its first and last digits depend on the neighbours.
    const digits = Buffer.from(" ".repeat(shift) + secret)
      .toString("base64")
      .replace(/=+$/, "");
    const inner = digits.slice(shift === 0 ? 0 : 4, -2);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      escaped,
      JSON.stringify(escaped).slice(1, -1),
      ...encoded,
    ]),
  ];
}

/** The secrets that occur in `text`, by name. */
export function leaks(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
    .map(([name]) => name);
}
