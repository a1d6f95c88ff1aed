/** What a probe must leave as it was: the files that people write, and the gateway's pairings and devices. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { GatewayHome } from "./realGatewayHome.ts";

/** Rows of these tables of state/openclaw.sqlite, whole. */
const deviceTables = [
  "device_pairing_pending",
  "device_pairing_paired",
  "device_auth_tokens",
  "device_identities",
  "device_bootstrap_tokens",
  "channel_pairing_requests",
  "channel_pairing_allow_entries",
];

/** Comparable with `deepEqual`: path → content in hex of the files, table → rows of the device store. */
export function stateOf(home: GatewayHome): Record<string, unknown> {
  const files = [
    ...namesIn(home.stateDir)
      // The gateway itself keeps a copy of a config that worked, some time after its start.
      .filter((name) => /^openclaw\.json(?!\.last-good$)|\.env$/.test(name))
      .map((name) => join(home.stateDir, name)),
    ...filesBelow(join(home.dir, ".config/systemd")),
    ...[".env", ".bashrc", ".profile"].map((name) => join(home.dir, name)).filter((path) => existsSync(path)),
  ];
  return {
    ...Object.fromEntries(
      files.map((path) => [path, [readFileSync(path).toString("hex"), statSync(path).mode]]),
    ),
    ...deviceRows(home),
  };
}

function deviceRows(home: GatewayHome): Record<string, unknown> {
  const path = join(home.stateDir, "state/openclaw.sqlite");
  if (!existsSync(path)) return {};
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return Object.fromEntries(
      deviceTables.map((table) => [table, database.prepare(`select * from ${table} order by 1`).all()]),
    );
  } finally {
    database.close();
  }
}

function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function namesIn(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir) : [];
}
