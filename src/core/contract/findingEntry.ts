import * as z from "zod/mini";
import type { Finding } from "../model/finding.ts";
import { listOf } from "./report.ts";

export const severitySchema = z.enum(["error", "warning", "info"]);
export const confidenceSchema = z.enum(["confirmed", "matched", "suspected"]);

/** What to do first; `command` is exact, for the user's own shell, or null when there is nothing to type. */
export const firstActionSchema = z.strictObject({
  label: z.string(),
  command: z.nullable(z.string()),
  risk: z.enum(["read", "soft", "disruptive", "destructive"]),
});

/** A fault found. Findings that are consequences name their causes in `suppressedBy` and stand after the others. */
export const findingSchema = z.strictObject({
  id: z.string(),
  layer: z.string(),
  severity: severitySchema,
  confidence: confidenceSchema,
  title: z.string(),
  explanation: z.string(),
  /** Ids of evidence entries. */
  evidence: listOf(z.string()),
  /** The file and 1-based line to look at, or null. */
  location: z.nullable(
    z.strictObject({ namespace: z.string(), file: z.string(), line: z.nullable(z.int()) }),
  ),
  firstAction: firstActionSchema,
  suppressedBy: listOf(z.string()),
  sources: listOf(z.string()),
});

export type FindingEntry = z.infer<typeof findingSchema>;

/** Exactly the keys of the contract, whatever else the finding carries inside. */
export function findingEntry(finding: Finding): FindingEntry {
  const { location, firstAction } = finding;
  return {
    id: finding.id,
    layer: finding.layer,
    severity: finding.severity,
    confidence: finding.confidence,
    title: finding.title,
    explanation: finding.explanation,
    evidence: finding.evidence,
    location:
      location === null ? null : { namespace: location.namespace, file: location.file, line: location.line },
    firstAction: { label: firstAction.label, command: firstAction.command, risk: firstAction.risk },
    suppressedBy: finding.suppressedBy,
    sources: finding.sources,
  };
}
