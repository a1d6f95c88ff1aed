import * as z from "zod/mini";
import { listOf, schemaVersion, schemaVersionSchema } from "./report.ts";

/** Why a command gave no result. */
export const errorReportSchema = z.strictObject({
  schemaVersion: schemaVersionSchema,
  error: z.strictObject({
    /** Stable, in kebab-case: `unknown-option`, `ambiguous-target`, `no-gateway` … */
    code: z.string(),
    message: z.string(),
    hint: z.string(),
    /** For `ambiguous-target`: what `--target` would take. */
    candidates: z.optional(listOf(z.string())),
  }),
});

export type ErrorReport = z.infer<typeof errorReportSchema>;

export function errorReport(error: ErrorReport["error"]): ErrorReport {
  return { schemaVersion, error };
}
