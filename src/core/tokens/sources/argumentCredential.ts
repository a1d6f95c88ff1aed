import type { CandidateFinder } from "../candidate.ts";

/**
 * `--token` and `--password` of the gateway's command line, which beat everything. A gateway that has started shows
 * its title instead of its arguments, so they are mostly seen in units.
 */
export const findArgumentCredential: CandidateFinder = async ({ command, credential }) => {
  if (command === null) return [];
  const flag = `--${credential}`;
  const value = argumentOf(command.words, flag);
  const fileFlag = credential === "password" ? "--password-file" : "--token-file";
  const file = argumentOf(command.words, fileFlag);
  if (value === null && file === null) return [];
  const label = value === null ? fileFlag : flag;
  return [
    {
      kind: "argument",
      credential,
      layer: "argument",
      location: { ...command.location, key: label },
      label,
      value,
      unresolved: value === null ? { why: "elsewhere", sentence: `It is read from ${file} at start.` } : null,
      changedAt: null,
    },
  ];
};

/** The value of `--flag value` or `--flag=value`; the last one counts. Null when it is not given, or blank. */
export function argumentOf(words: readonly string[], flag: string): string | null {
  let value: string | null = null;
  for (const [index, word] of words.entries()) {
    if (word === flag) value = words[index + 1]?.trim() ?? null;
    else if (word.startsWith(`${flag}=`)) value = word.slice(flag.length + 1).trim();
  }
  return value === "" ? null : value;
}
