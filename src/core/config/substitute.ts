/** A text after its `${VAR}` were filled in. */
export interface Substituted {
  readonly text: string;
  /** Variables that are unset or empty; their `${VAR}` stays in the text. */
  readonly missing: readonly string[];
}

const token = /\$?\$\{([A-Z_][A-Z0-9_]*)\}/g;

/**
 * Fills in `${VAR}` as the gateway does when it loads its config: upper-case names only, `$${VAR}` stands for a
 * plain `${VAR}`, and a variable that is unset or empty leaves its `${VAR}` behind with a warning.
 */
export function substitute(text: string, valueOf: (name: string) => string | null): Substituted {
  const missing: string[] = [];
  const filled = text.replaceAll(token, (written: string, name: string) => {
    if (written.startsWith("$$")) return written.slice(1);
    const value = valueOf(name) ?? "";
    if (value === "") missing.push(name);
    return value === "" ? written : value;
  });
  return { text: filled, missing };
}

/** The variables that a text needs, each once. */
export function variablesIn(text: string): readonly string[] {
  const names = [...text.matchAll(token)].filter(([written]) => !written.startsWith("$$"));
  return [...new Set(names.map((match) => match[1] ?? ""))];
}

/** The variable that a text is short for: `$NAME`, which stands for a SecretRef; null when it is not one. */
export function variableShorthand(text: string): string | null {
  return /^\$([A-Z][A-Z0-9_]{0,127})$/.exec(text.trim())?.[1] ?? null;
}
