/** The properties of one unit, as `systemctl show` prints them. */
export type UnitProperties = ReadonlyMap<string, string>;

/**
 * Reads the answer of `systemctl show` for several units: blocks of `Key=value` lines parted by an empty line,
 * in the order of the question. A value with line breaks goes on until the next line that starts like a key.
 */
export function parseSystemctlShow(text: string): readonly UnitProperties[] {
  return text
    .split(/\r?\n(?:\r?\n)+/)
    .map(parseBlock)
    .filter((block) => block.size > 0);
}

function parseBlock(text: string): UnitProperties {
  const properties = new Map<string, string>();
  let key: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const pair = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/.exec(line);
    if (pair?.[1] !== undefined) {
      key = pair[1];
      properties.set(key, pair[2] ?? "");
    } else if (key !== null && line !== "") properties.set(key, `${properties.get(key)}\n${line}`);
  }
  return properties;
}
