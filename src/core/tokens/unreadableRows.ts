import type { TokenLocation, TokenSource, TokenSourceKind } from "../model/tokenSource.ts";
import type { ServerSite } from "./serverSite.ts";

/** The places of a gateway's that may hold a credential and may not be read, so that none is taken for absent. */
export function unreadableRows(namespace: string, site: ServerSite): readonly TokenSource[] {
  const { reading, gateway, now, unreadable } = site;
  const config = reading.fact.known ? reading.fact.value : null;
  const rows = unreadable.map((file) => row("dotenv", { file }, `${file} may not be read.`));
  if (config !== null && config.exists && reading.root === null) {
    const [problem] = config.problems;
    const line = problem?.line == null ? {} : { line: problem.line };
    rows.push(
      row("config-file", { file: config.path, ...line }, `The config cannot be used: ${problem?.message}.`),
    );
  }
  if (gateway?.pid != null && now !== null && now.environment.process === null) {
    const reason = `The environment of process ${gateway.pid} may not be read; a token in it would count.`;
    rows.push(row("process-env", { pid: gateway.pid, key: "OPENCLAW_GATEWAY_TOKEN" }, reason));
  }
  return rows;

  function row(kind: TokenSourceKind, location: TokenLocation, reason: string): TokenSource {
    const where = location.file ?? `port-${gateway?.port ?? ""}`;
    return {
      id: [namespace, "server", kind, where, location.key ?? ""].join("/"),
      kind,
      role: "server",
      credential: "token",
      location,
      fingerprint: null,
      length: null,
      effective: false,
      afterRestart: false,
      clientsIn: [],
      state: "unreadable",
      reason,
    };
  }
}
