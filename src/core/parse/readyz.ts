import * as z from "zod/mini";
import { parseJson } from "./json.ts";
import { listOrEmpty, number } from "./tolerant.ts";

/** What a gateway says at `/readyz`. */
export interface ReadyReport {
  readonly ready: boolean;
  /** `startup-sidecars`, or ids of channels that are down; told to direct local callers only. */
  readonly failing: readonly string[];
  readonly uptimeMs: number | null;
}

const answer = z.object({ ready: z.boolean(), failing: listOrEmpty(z.string()), uptimeMs: number });

/** Reads the body of `/readyz`; null when a gateway would not answer so. */
export function parseReadyz(body: string): ReadyReport | null {
  const read = answer.safeParse(parseJson(body));
  return read.success ? read.data : null;
}
