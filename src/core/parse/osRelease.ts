/** Reads the `KEY=value` lines of `/etc/os-release` (os-release(5)); values may be quoted as in a shell. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, raw] = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (key === undefined || raw === undefined) continue;
    const quoted = /^(["'])(.*)\1$/.exec(raw.trim());
    values.set(key, (quoted?.[2] ?? raw.trim()).replaceAll(/\\(["'$`\\])/g, "$1"));
  }
  return values;
}
