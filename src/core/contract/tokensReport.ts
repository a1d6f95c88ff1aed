import * as z from "zod/mini";
import type { Finding } from "../model/finding.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { tokensModel } from "../present/tokensModel.ts";
import { evidenceEntry, evidenceSchema } from "./evidenceEntry.ts";
import { findingEntry, findingSchema } from "./findingEntry.ts";
import { instant, instantSchema, listOf, schemaVersion, schemaVersionSchema } from "./report.ts";
import { tokenSourceEntry, tokenSourceSchema } from "./tokenSourceEntry.ts";

/** What `tokens --json` writes. */
export const tokensReportSchema = z.strictObject({
  schemaVersion: schemaVersionSchema,
  takenAt: instantSchema,
  vantage: z.string(),
  namespaces: listOf(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** Version whose order of precedence decides; null when none is known. */
      version: z.nullable(z.string()),
      /** Ids of the sources that running servers use, one for each. */
      servers: listOf(z.string()),
      /** Ids of the sources that servers will use after their next restart and do not use now. */
      afterRestart: listOf(z.string()),
      /** Ids of the sources that clients here send. */
      clients: listOf(z.string()),
      /** Ids of the sources whose secret no running server uses. */
      disagree: listOf(z.string()),
      tokenSources: listOf(tokenSourceSchema),
    }),
  ),
  /** The findings that are about credentials. */
  findings: listOf(findingSchema),
  evidence: listOf(evidenceSchema),
});

export type TokensReport = z.infer<typeof tokensReportSchema>;

export function tokensReport(snapshot: Snapshot, findings: readonly Finding[]): TokensReport {
  return {
    schemaVersion,
    takenAt: instant(snapshot.takenAt),
    vantage: snapshot.vantage,
    namespaces: tokensModel(snapshot).map((tokens) => ({
      id: tokens.namespace,
      name: tokens.name,
      version: tokens.version,
      servers: tokens.servers.map(({ id }) => id),
      afterRestart: tokens.afterRestart.map(({ id }) => id),
      clients: tokens.clients.map(({ id }) => id),
      disagree: tokens.sources.filter(({ agrees }) => agrees === false).map(({ source }) => source.id),
      tokenSources: tokens.sources.map(({ source }) => tokenSourceEntry(source)),
    })),
    findings: findings.map(findingEntry),
    evidence: snapshot.evidence.map(evidenceEntry),
  };
}
