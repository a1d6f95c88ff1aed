import { countsAsFault, failedEssential, isJudged } from "../core/present/judgement.ts";
import type { Finding } from "../core/model/finding.ts";
import type { RungResult } from "../core/model/ladder.ts";

/** What the exit codes mean; part of the contract with scripts. */
export const exitCode = {
  nothingWrong: 0,
  fault: 1,
  wrongUse: 2,
  notJudged: 3,
  /** 128 + SIGINT. */
  cancelled: 130,
  /** 128 + SIGPIPE: whoever read the output has gone. */
  outputClosed: 141,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export function exitCodeOfFindings(findings: readonly Finding[]): ExitCode {
  return findings.some(countsAsFault) ? exitCode.fault : exitCode.nothingWrong;
}

/** A fault outweighs what could not be judged: something is known to be wrong then. */
export function exitCodeOfLadder(findings: readonly Finding[], results: readonly RungResult[]): ExitCode {
  if (findings.some(countsAsFault) || failedEssential(results) !== undefined) return exitCode.fault;
  return isJudged(results) ? exitCode.nothingWrong : exitCode.notJudged;
}
