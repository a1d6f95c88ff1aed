/** The named variables out of `NAME=value` strings; later ones do not replace earlier ones, as in `getenv`. */
export function pickVariables(
  variables: readonly string[],
  names: readonly string[],
): Readonly<Record<string, string>> {
  const wanted = new Set(names);
  const found = new Map<string, string>();
  for (const variable of variables) {
    const equals = variable.indexOf("=");
    const name = variable.slice(0, Math.max(equals, 0));
    if (wanted.has(name) && !found.has(name)) found.set(name, variable.slice(equals + 1));
  }
  return Object.fromEntries(found);
}

/** The named variables of this program's own environment. */
export function ownEnvironment(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
