import * as z from "zod/mini";
import { flag, number, record, text } from "./tolerant.ts";

/** The parts of the `status` method's result, and of `openclaw status --json`, that the product uses. */
export interface StatusJson {
  readonly version: string | null;
  readonly pid: number | null;
  /** Only the command line tells it; null over RPC, where the answer itself is the proof. */
  readonly reachable: boolean | null;
  /** Why the command line did not reach the gateway. */
  readonly error: string | null;
}

const answer = z.object({
  runtimeVersion: z.string(),
  pid: number,
  gateway: z.optional(record({ reachable: flag, error: text })),
});

/** Reads the answer; null when it is something else. */
export function parseStatusJson(value: unknown): StatusJson | null {
  const read = answer.safeParse(value);
  if (!read.success) return null;
  const { runtimeVersion, pid, gateway } = read.data;
  const reachable = gateway?.reachable ?? null;
  return {
    // A command line that did not reach the gateway gives its own version in the same place.
    version: reachable === false ? null : runtimeVersion,
    pid,
    reachable,
    error: gateway?.error ?? null,
  };
}
