import * as z from "zod/mini";
import { parseJson } from "./json.ts";
import { list, text } from "./tolerant.ts";

/** What `openclaw doctor --lint --json` prints. */
export interface DoctorLintJson {
  readonly checksRun: number;
  readonly findings: readonly DoctorLintFinding[];
}

/** One finding of the doctor, in its own words. */
export interface DoctorLintFinding {
  readonly checkId: string;
  /** `warning`, `error` or `info`. */
  readonly severity: string;
  readonly message: string;
  /** What the check asked for, such as `config.plaintext_secrets`. */
  readonly requirement: string | null;
}

const answer = z.object({
  checksRun: z.number(),
  findings: list(
    z.object({
      checkId: z.string(),
      severity: z.catch(z.string(), "warning"),
      message: z.catch(z.string(), ""),
      requirement: text,
    }),
  ),
});

/** Reads the doctor's report; null when the text is something else. */
export function parseDoctorLintJson(stdout: string): DoctorLintJson | null {
  const read = answer.safeParse(parseJson(stdout));
  return read.success ? read.data : null;
}
