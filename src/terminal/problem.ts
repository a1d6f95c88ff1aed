import type { ExitCode } from "./exitCode.ts";

/** Why a command gave no result: what is wrong, and what to do about it. */
export interface Problem {
  readonly exitCode: ExitCode;
  /** Stable, in kebab-case; part of the JSON contract. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly candidates?: readonly string[];
}

/** How a command ended. */
export type Ending = { readonly exitCode: ExitCode } | { readonly problem: Problem };

export function wrongUse(code: string, message: string, hint: string): Problem {
  return { exitCode: 2, code, message, hint };
}
