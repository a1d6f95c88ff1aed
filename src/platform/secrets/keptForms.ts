/** Shorter values are words like any other: they are hidden only where an assignment puts them. */
const shortestFree = 6;
/** From this length on, a value is also found when it was encoded together with something before it. */
const shortestAligned = 12;

/** The forms in which a kept value may stand in a text: as it is, escaped for JSON, URL-encoded and in base64. */
export function formsOf(value: string): readonly string[] {
  // Half a surrogate pair cannot be URL-encoded.
  const wellFormed = value.replace(/\p{Surrogate}/gu, "\uFFFD");
  const forms = [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
  ];
  for (let shift = 0; shift < (value.length >= shortestAligned ? 3 : 1); shift += 1) {
    for (const encoding of ["base64", "base64url"] as const) {
      const encoded = Buffer.from("\0".repeat(shift) + value, "utf8").toString(encoding);
      // The first and last signs depend on the neighbours where the value does not fill them.
      const start = shift === 0 ? 0 : shift + 1;
      const rest = (Buffer.byteLength(value, "utf8") + shift) % 3;
      const plain = encoded.replace(/=+$/, "");
      forms.push(plain.slice(start, rest === 0 ? plain.length : plain.length - 1));
    }
  }
  return [...new Set(forms)].filter((form) => form.length >= shortestFree);
}

/** True for a value that is hidden wherever it stands. */
export function isFree(value: string): boolean {
  return value.length >= shortestFree;
}

export function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
