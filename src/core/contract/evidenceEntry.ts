import * as z from "zod/mini";
import type { Evidence } from "../model/evidence.ts";
import type { EvidenceId } from "../model/ids.ts";
import { instant, instantSchema } from "./report.ts";

/** One piece of evidence: what was asked of which port, when, with what result. Texts are redacted. */
export const evidenceSchema = z.strictObject({
  id: z.string(),
  source: z.string(),
  what: z.string(),
  at: instantSchema,
  elapsedMs: z.number(),
  status: z.string(),
  excerpt: z.string(),
});

export type EvidenceEntry = z.infer<typeof evidenceSchema>;

export function evidenceEntry(evidence: Evidence): EvidenceEntry {
  return { ...evidence, at: instant(evidence.at) };
}

/** Looks ids up in the evidence of a run. An id without an entry is left out: there is nothing to show for it. */
export function evidenceResolver(
  all: readonly Evidence[],
): (ids: readonly EvidenceId[]) => readonly EvidenceEntry[] {
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  return (ids) =>
    ids.flatMap((id) => {
      const entry = byId.get(id);
      return entry === undefined ? [] : [evidenceEntry(entry)];
    });
}
