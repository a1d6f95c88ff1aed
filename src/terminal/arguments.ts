import { parseArgs } from "node:util";
import { failed, success, type Outcome } from "../core/base/outcome.ts";
import { nearest } from "./nearest.ts";
import type { Option } from "./option.ts";
import { wrongUse, type Problem } from "./problem.ts";

/** The arguments of a command, sorted out. */
export interface Arguments {
  has(option: string): boolean;
  valueOf(option: string): string | undefined;
  readonly positionals: readonly string[];
}

/** Reads arguments against the options there are. The first thing wrong with them is the failure. */
export function readArguments(
  args: readonly string[],
  options: readonly Option[],
  hint: string,
): Outcome<Arguments, Problem> {
  const config = Object.fromEntries(
    options.map(({ name, value }) => [name, { type: value === null ? "boolean" : "string" } as const]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...config, help: { type: "boolean", short: "h" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string | undefined>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.find(({ name }) => name === token.name);
    const problem =
      option === undefined ? unknownOption(token.rawName, options, hint) : misused(option, token, hint);
    if (problem !== null) return failed(problem);
    given.set(token.name, token.value);
  }
  return success({
    has: (option) => given.has(option),
    valueOf: (option) => given.get(option),
    positionals,
  });
}

function unknownOption(written: string, options: readonly Option[], hint: string): Problem {
  const meant = nearest(
    written.replace(/^-+/, ""),
    options.map(({ name }) => name),
  );
  return wrongUse(
    "unknown-option",
    `There is no option ${written}.`,
    meant === null ? hint : `Did you mean --${meant}? ${hint}`,
  );
}

function misused(
  option: Option,
  token: { readonly value?: string | undefined; readonly inlineValue?: boolean | undefined },
  hint: string,
): Problem | null {
  if (option.value === null) {
    if (token.value === undefined) return null;
    return wrongUse("unexpected-value", `--${option.name} takes no value.`, hint);
  }
  // `--target --json` forgot the value; one that really starts with a dash is written `--target=-x`.
  const isForgotten =
    token.inlineValue !== true && token.value?.startsWith("-") === true && token.value !== "-";
  if (token.value !== undefined && token.value !== "" && !isForgotten) return null;
  return wrongUse("missing-value", `--${option.name} needs a value: --${option.name} ${option.value}.`, hint);
}
