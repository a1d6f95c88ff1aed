/** The parts of the command line's JSON that the suites on a real gateway look at: the contract, not its types. */
import assert from "node:assert/strict";
import type { LensRun } from "./lensCli.ts";

export interface FindingJson {
  readonly id: string;
  readonly severity: string;
  readonly confidence: string;
  readonly location: { readonly file: string; readonly line: number | null } | null;
  readonly suppressedBy: readonly string[];
}

export interface ProbeJson {
  readonly schemaVersion: number;
  readonly target: unknown;
  readonly elapsedMs: number;
  readonly headline: string | null;
  readonly rungs: readonly { readonly id: string; readonly state: string; readonly reason: string | null }[];
  readonly rules: readonly { readonly id: string; readonly state: string }[];
  readonly findings: readonly FindingJson[];
}

export interface TokenSourceJson {
  readonly kind: string;
  readonly role: string;
  readonly location: { readonly file?: string; readonly line?: number | null };
  readonly fingerprint: string | null;
  readonly effective: boolean;
  readonly state: string;
}

export interface ErrorJson {
  readonly schemaVersion: number;
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
}

/** Standard output as JSON; the run's whole output is in the message when it is none. */
export function jsonOf(run: LensRun): unknown {
  try {
    return JSON.parse(run.stdout);
  } catch (error) {
    throw new assert.AssertionError({
      message: `no JSON on stdout (exit ${run.exitCode}): ${String(error)}\n${run.stdout}\n${run.stderr}`,
    });
  }
}

/** For assertion messages: what the ladder said, one line per rung and finding. */
export function sketch(probe: ProbeJson): string {
  const rungs = probe.rungs.map(({ id, state, reason }) => `${id} ${state} ${reason ?? ""}`);
  const findings = probe.findings.map(
    ({ id, confidence, suppressedBy }) => `! ${id} ${confidence} ${suppressedBy.join()}`,
  );
  return [...rungs, ...findings].join("\n");
}
