import * as z from "zod/mini";
import { parseJson } from "./json.ts";

/** Who holds a state directory, as the gateway writes it into `gateway.*.lock`. */
export interface GatewayLock {
  readonly pid: number;
  /** Null in a lock that is held for something else than serving. */
  readonly port: number | null;
  /** Epoch milliseconds at which the lock was written; null when it does not say. */
  readonly createdAt: number | null;
  readonly configPath: string | null;
  readonly stateDir: string | null;
}

const schema = z.object({
  pid: z.int().check(z.positive()),
  port: z.optional(z.int().check(z.minimum(1), z.maximum(65_535))),
  createdAt: z.optional(z.string()),
  configPath: z.optional(z.string()),
  stateDir: z.optional(z.string()),
  role: z.optional(z.string()),
});

/**
 * Reads a gateway lock file: JSON, followed by blanks up to a fixed length. Null when it is not one, and for
 * locks that another role holds (a doctor at maintenance, an embedded agent).
 */
export function parseLockFile(text: string): GatewayLock | null {
  const read = schema.safeParse(parseJson(text));
  if (!read.success || (read.data.role ?? "gateway") !== "gateway") return null;
  const createdAt = Date.parse(read.data.createdAt ?? "");
  return {
    pid: read.data.pid,
    port: read.data.port ?? null,
    createdAt: Number.isNaN(createdAt) ? null : createdAt,
    configPath: read.data.configPath ?? null,
    stateDir: read.data.stateDir ?? null,
  };
}
