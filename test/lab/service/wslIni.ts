/** One `key = value` of `.wslconfig` or `/etc/wsl.conf`. Section and key are compared without case. */
export interface IniEntry {
  /** As written: `wsl2.networkingMode`. */
  readonly name: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/** Reads the INI dialect of both files: `#` starts a comment anywhere, values may stand in double quotes. */
export function parseWslIni(text: string): readonly IniEntry[] {
  const entries: IniEntry[] = [];
  let section = "";
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const line = raw.replace(/#.*/, "").trim();
    const header = /^\[([^\]]*)\]$/.exec(line);
    if (header !== null) {
      section = (header[1] ?? "").trim();
      continue;
    }
    const pair = /^([^=]+)=(.*)$/.exec(line);
    if (pair === null) continue;
    const value = (pair[2] ?? "").trim().replace(/^"(.*)"$/, "$1");
    entries.push({ name: `${section}.${(pair[1] ?? "").trim()}`, value, line: index + 1 });
  }
  return entries;
}

/** True, false, 1 or 0 in any case; anything else is not a boolean. */
export function parseIniBoolean(value: string): boolean | null {
  const known: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };
  return known[value.toLowerCase()] ?? null;
}

export function parseIniInteger(value: string): number | null {
  return /^-?\d+$/.test(value) ? Number(value) : null;
}
