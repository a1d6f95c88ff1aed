const row = /^"((?:[^"]|"")*)","(\d+)",/;

/**
 * The image names of `tasklist /FO CSV /NH` by pid: `node.exe`, `wslrelay.exe`. What it prints where nothing matches is
 * translated and has no quotes.
 */
export function parseTasklist(text: string): ReadonlyMap<number, string> {
  return new Map(
    text.split(/\r*\n/).flatMap((line) => {
      const [, name, pid] = row.exec(line.trim()) ?? [];
      return name === undefined ? [] : [[Number(pid), name.replaceAll('""', '"')] as const];
    }),
  );
}
