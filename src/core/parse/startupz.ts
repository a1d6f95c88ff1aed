import * as z from "zod/mini";
import { parseJson } from "./json.ts";

/** What a gateway says at `/startupz`. */
export interface StartupReport {
  readonly status: "started" | "starting" | "draining";
  /** Null when the gateway does not take the caller for a direct local one. */
  readonly version: string | null;
  readonly uptimeMs: number | null;
  /** What a starting gateway still waits for. */
  readonly pendingReason: string | null;
}

const startupz = z.object({
  ok: z.boolean(),
  status: z.enum(["started", "starting", "draining"]),
  version: z.optional(z.string()),
  uptimeMs: z.optional(z.number().check(z.nonnegative())),
  pendingReason: z.optional(z.string()),
});

/** Reads the body of `/startupz`; null when a gateway would not answer so. */
export function parseStartupz(body: string): StartupReport | null {
  const read = startupz.safeParse(parseJson(body));
  if (!read.success) return null;
  const { status, version, uptimeMs, pendingReason } = read.data;
  return {
    status,
    version: version ?? null,
    uptimeMs: uptimeMs ?? null,
    pendingReason: pendingReason ?? null,
  };
}

const healthz = z.object({ ok: z.literal(true), status: z.literal("live") });

/** True for the body of a gateway's `/healthz`, and not for the page that it serves at unknown paths. */
export function isHealthzBody(body: string): boolean {
  return healthz.safeParse(parseJson(body)).success;
}
