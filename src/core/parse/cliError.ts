import * as z from "zod/mini";
import { parseJson } from "./json.ts";

const failure = z.object({ error: z.object({ message: z.string() }) });

/** The message in the error object that a failed `openclaw … --json` prints; null when there is none. */
export function parseCliError(stdout: string): string | null {
  const read = failure.safeParse(parseJson(stdout));
  return read.success ? read.data.error.message : null;
}
