import * as z from "zod/mini";
import type { Explanation } from "../faults/explain.ts";
import { confidenceSchema, firstActionSchema, severitySchema } from "./findingEntry.ts";
import { listOf, schemaVersion, schemaVersionSchema } from "./report.ts";

/** A fault that a text shows. `line` is 1-based in the input as given: the first line that shows it. */
const shownFaultSchema = z.strictObject({
  id: z.string(),
  severity: severitySchema,
  confidence: confidenceSchema,
  title: z.string(),
  line: z.int(),
  /** The line itself, redacted. */
  excerpt: z.string(),
  firstAction: firstActionSchema,
  /** Findings of the same text that explain this one; those without stand first. */
  suppressedBy: listOf(z.string()),
});

/** What `explain --json` writes. */
export const explainReportSchema = z.strictObject({
  schemaVersion: schemaVersionSchema,
  findings: listOf(shownFaultSchema),
  /** Faults that later lines show to be over; they do not count for the exit code. */
  history: listOf(shownFaultSchema),
});

export type ExplainReport = z.infer<typeof explainReportSchema>;

export function explainReport({ findings, consequences, history }: Explanation): ExplainReport {
  return {
    schemaVersion,
    findings: [...findings, ...consequences].map(entry),
    history: history.map(entry),
  };
}

function entry(fault: Explanation["findings"][number]): z.infer<typeof shownFaultSchema> {
  const { id, severity, confidence, title, line, excerpt, firstAction, suppressedBy } = fault;
  const { label, command, risk } = firstAction;
  return {
    id,
    severity,
    confidence,
    title,
    line,
    excerpt,
    firstAction: { label, command, risk },
    suppressedBy,
  };
}
