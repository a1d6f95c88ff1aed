import * as z from "zod/mini";
import { headlineOfRun } from "../present/headlineModel.ts";
import type { ProbeRun } from "../probeRun.ts";
import { evidenceEntry, evidenceResolver, evidenceSchema } from "./evidenceEntry.ts";
import { findingEntry, findingSchema } from "./findingEntry.ts";
import { instant, instantSchema, listOf, schemaVersion, schemaVersionSchema } from "./report.ts";

/** What `probe --json` writes. */
export const probeReportSchema = z.strictObject({
  schemaVersion: schemaVersionSchema,
  /** Names this run: the target and the instant at which it began. */
  runId: z.string(),
  /** The gateway's id. */
  target: z.string(),
  targetUrl: z.string(),
  /** What named the target, see `Target.chosenBy`: `--target`, `OPENCLAW_GATEWAY_URL`, `config`, `only-gateway` … */
  targetChosenBy: z.string(),
  startedAt: instantSchema,
  elapsedMs: z.number(),
  /** Id of the finding to read first, or null. */
  headline: z.nullable(z.string()),
  rungs: listOf(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      layer: z.string(),
      state: z.enum(["ok", "warn", "fail", "skipped", "unknown"]),
      /** Why it was skipped or is unknown: `quick`, `needs-rpc`, `max-wait` … */
      reason: z.nullable(z.string()),
      elapsedMs: z.number(),
      verdict: z.string(),
      /** Worth knowing, nothing wrong. */
      notes: listOf(z.string()),
      evidence: listOf(evidenceSchema),
    }),
  ),
  rules: listOf(
    z.strictObject({
      id: z.string(),
      state: z.enum(["ok", "fault", "unknown"]),
      /** For `unknown`: the facts that were missing, and why. */
      missing: listOf(z.string()),
      /** Ids of evidence entries. */
      evidence: listOf(z.string()),
    }),
  ),
  findings: listOf(findingSchema),
  /** The headline as a sentence. */
  verdict: z.string(),
  /** Every entry that rungs, rules and findings refer to. */
  evidence: listOf(evidenceSchema),
});

export type ProbeReport = z.infer<typeof probeReportSchema>;

export function probeReport(run: ProbeRun): ProbeReport {
  const resolve = evidenceResolver(run.evidence);
  const headline = headlineOfRun(run);
  return {
    schemaVersion,
    runId: `${run.target.id}@${instant(run.startedAt)}`,
    target: run.target.id,
    targetUrl: run.target.url,
    targetChosenBy: run.target.chosenBy,
    startedAt: instant(run.startedAt),
    elapsedMs: run.elapsedMs,
    headline: headline.finding,
    rungs: run.ladder.results.map((result) => ({
      id: result.id,
      title: result.title,
      layer: result.layer,
      state: result.state,
      reason: result.reason,
      elapsedMs: result.elapsedMs,
      verdict: result.verdict,
      notes: result.notes,
      evidence: resolve(result.evidence),
    })),
    rules: run.diagnosis.rules.map(({ id, state, missing, evidence }) => ({ id, state, missing, evidence })),
    findings: run.diagnosis.findings.map(findingEntry),
    verdict: headline.text,
    evidence: run.evidence.map(evidenceEntry),
  };
}
