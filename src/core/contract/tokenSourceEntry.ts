import * as z from "zod/mini";
import type { TokenSource } from "../model/tokenSource.ts";
import { listOf } from "./report.ts";

/** One place a gateway credential comes from. The secret itself is never part of it. */
export const tokenSourceSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  role: z.enum(["server", "client"]),
  credential: z.enum(["token", "password"]),
  /** Where it is written down; only the keys that apply are there. */
  location: z.strictObject({
    file: z.optional(z.string()),
    line: z.optional(z.int()),
    unit: z.optional(z.string()),
    container: z.optional(z.string()),
    key: z.optional(z.string()),
    pid: z.optional(z.int()),
  }),
  /** First eight hex digits of a hash under a key of this install: comparable between runs here, nowhere else. */
  fingerprint: z.nullable(z.string()),
  length: z.nullable(z.int()),
  /** The running server uses it now. */
  effective: z.boolean(),
  /** The server will use it once it restarts. */
  afterRestart: z.boolean(),
  /** Namespaces whose clients send it. */
  clientsIn: listOf(z.string()),
  state: z.enum(["used", "shadowed", "unreadable", "reference"]),
  reason: z.string(),
});

export type TokenSourceEntry = z.infer<typeof tokenSourceSchema>;

export function tokenSourceEntry(source: TokenSource): TokenSourceEntry {
  const { id, kind, role, credential, location, fingerprint, length } = source;
  const { effective, afterRestart, clientsIn, state, reason } = source;
  const { file, line, unit, container, key, pid } = location;
  return {
    id,
    kind,
    role,
    credential,
    location: {
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(unit === undefined ? {} : { unit }),
      ...(container === undefined ? {} : { container }),
      ...(key === undefined ? {} : { key }),
      ...(pid === undefined ? {} : { pid }),
    },
    fingerprint,
    length,
    effective,
    afterRestart,
    clientsIn,
    state,
    reason,
  };
}
