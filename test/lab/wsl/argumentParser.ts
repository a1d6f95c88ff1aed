import { splitArguments } from "./commandLine.ts";
import { invalidArgument } from "./failure.ts";

/** The options of one verb; a name stands with all its spellings, as `--quiet` with `-q`. */
export interface ArgumentRules {
  readonly flags?: Readonly<Record<string, readonly string[]>>;
  readonly values?: Readonly<Record<string, readonly string[]>>;
  readonly positionals?: number;
}

export interface ParsedArguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly positionals: readonly string[];
}

/**
 * What stands behind the verb. Options and positionals come in any order, one-letter flags may be drawn together
 * (`-qv`), and behind `--` everything is positional; `--option=value` is unknown to wsl.exe
 * (microsoft/WSL src/shared/inc/CommandLine.h).
 */
export function parseArguments(line: string, rules: ArgumentRules): ParsedArguments {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const positionals: string[] = [];
  const flagNames = spellings(rules.flags);
  const valueNames = spellings(rules.values);
  const words = splitArguments(line);
  let isPositional = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const flag = flagNames.get(word);
    const value = valueNames.get(word);
    if (!isPositional && word === "--") {
      isPositional = true;
    } else if (!isPositional && flag !== undefined) {
      flags.add(flag);
    } else if (!isPositional && value !== undefined) {
      at += 1;
      const given = words[at];
      if (given === undefined) throw missingValue(word);
      values.set(value, given);
    } else if (!isPositional && /^-[^-].+$/s.test(word)) {
      for (const letter of word.slice(1)) flags.add(flagNames.get(`-${letter}`) ?? fail(word));
    } else if (
      (!isPositional && word.startsWith("-") && word !== "-") ||
      positionals.length >= (rules.positionals ?? 0)
    ) {
      fail(word);
    } else {
      positionals.push(word);
    }
  }
  return { flags, values, positionals };
}

function spellings(names: Readonly<Record<string, readonly string[]>> = {}): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(names).flatMap(([name, all]) => all.map((spelling) => [spelling, name] as const)),
  );
}

function fail(word: string): never {
  throw unknownArgument(word);
}

export const unknownArgument = (argument: string) =>
  invalidArgument({ text: "MessageInvalidCommandLine", params: { argument, program: "wsl.exe" } });

const missingValue = (argument: string) =>
  invalidArgument({ text: "MessageMissingArgument", params: { argument, program: "wsl.exe" } });
