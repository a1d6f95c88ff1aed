import * as z from "zod/mini";

/** The version of every JSON shape in this folder. It grows when a key changes its meaning or goes; new keys are free. */
export const schemaVersion = 1;

/** Every report starts with it. */
export const schemaVersionSchema = z.literal(schemaVersion);

/** An instant as ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();

/** A list that nobody changes. */
export function listOf<T extends z.core.$ZodType>(item: T): z.ZodMiniReadonly<z.ZodMiniArray<T>> {
  return z.readonly(z.array(item));
}

/**
 * Writes a report as JSON, after checking it by its own schema. A report that does not fit is a bug in the
 * function that made it, so this throws.
 */
export function encodeReport<T>(schema: z.ZodMiniType<T>, report: T): string {
  return JSON.stringify(schema.parse(report), null, 2);
}

/** Epoch milliseconds as the reports write them. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
