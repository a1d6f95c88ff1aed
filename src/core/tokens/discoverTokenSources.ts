import type { TokenSource } from "../model/tokenSource.ts";
import type { Ports } from "../ports/observed.ts";
import { findClientRows } from "./clientRows.ts";
import { findServerRows } from "./serverRows.ts";
import { collectServerSites, type ServerSite, type TokenContext } from "./serverSite.ts";
import { unreadableRows } from "./unreadableRows.ts";

/**
 * Every place in a namespace that a gateway credential comes from, one row for each role it plays: what each gateway
 * takes, in the order of its release, and what the user's own command line sends. Values go to the vault at once.
 */
export async function discoverTokenSources(
  ports: Ports,
  context: TokenContext,
): Promise<readonly TokenSource[]> {
  const rows: TokenSource[] = [];
  const sites: readonly ServerSite[] = await collectServerSites(ports, context);
  for (const site of sites) {
    const { stateDir } = site.reading.paths;
    const found = await findServerRows(ports, context.namespace, site);
    const unreadable = unreadableRows(context.namespace, site);
    rows.push(...[...found, ...unreadable].map((row) => ({ ...row, stateDir })));
  }
  rows.push(...(await findClientRows(ports, context)));
  const byId = new Map<string, TokenSource>();
  for (const row of rows) {
    // Two gateways may share a file, such as ~/.config/openclaw/gateway.env, and one of them may not use it.
    const isShared = (byId.get(row.id)?.stateDir ?? row.stateDir) !== row.stateDir;
    const id = isShared ? `${row.id}@${row.stateDir}` : row.id;
    const twin = byId.get(id);
    byId.set(id, twin === undefined || (row.effective && !twin.effective) ? { ...row, id } : twin);
  }
  return [...byId.values()];
}
