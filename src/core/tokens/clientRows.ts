import { textAt } from "../config/configReading.ts";
import { envBlockOf, readDotenvFiles, readProcessVariables, settersOf } from "../config/environment.ts";
import type { Install } from "../model/install.ts";
import type { TokenSource } from "../model/tokenSource.ts";
import type { Ports } from "../ports/observed.ts";
import { choose, type Candidate } from "./candidate.ts";
import { precedenceOf, type Asker } from "./precedence.ts";
import { clientReason, stateOf } from "./reasons.ts";
import { variableNames, type TokenContext } from "./serverSite.ts";
import { candidateFinders } from "./sources/registry.ts";
import { findDeviceStore } from "./sources/deviceStore.ts";
import { findSecretStorage } from "./sources/secretStorage.ts";
import { sourceId } from "./sourceId.ts";

/** The sources of what the user's own `openclaw` sends. The credential that the gateway asks for comes first. */
export async function findClientRows(ports: Ports, context: TokenContext): Promise<readonly TokenSource[]> {
  const { namespace, reading, installs, gateways } = context;
  const order = precedenceOf(versionOf(installs) ?? gateways[0]?.version ?? null);
  const dotenv = await readDotenvFiles(ports.files, reading.paths.dotenvFiles);
  const environment = {
    process: await readProcessVariables(ports.processes, "self", variableNames(reading.root)),
    files: dotenv.variables,
    block: envBlockOf(reading.root, reading.changedAt),
  };
  const hasUrl = settersOf(environment, "OPENCLAW_GATEWAY_URL").length > 0;
  const isRemote = textAt(reading.root, "gateway.mode") === "remote";
  const asker: Asker = hasUrl ? "url-client" : isRemote ? "remote-client" : "local-client";

  const rows: TokenSource[] = [];
  const asksForPassword = textAt(reading.root, "gateway.auth.mode") === "password";
  for (const credential of asksForPassword ? credentials.toReversed() : credentials) {
    const question = { credential, reading, environment, command: null, files: ports.files };
    const found = await Promise.all(candidateFinders.map((find) => find(question)));
    const candidates = found.flat();
    const choice = choose(candidates, order[credential][asker], false);
    for (const candidate of candidates) {
      const counts = candidate === choice.winner;
      const handle = candidate.value === null ? null : ports.secrets.keep(candidate.value);
      rows.push({
        id: sourceId(namespace, "client", candidate, null),
        kind: candidate.kind,
        role: "client",
        credential,
        location: candidate.location,
        fingerprint: handle?.fingerprint ?? null,
        length: handle?.length ?? null,
        effective: false,
        afterRestart: false,
        clientsIn: counts ? [namespace] : [],
        state: stateOf(candidate, counts),
        reason: clientReason(candidate, choice, order.orderOf, whom[asker]),
      });
    }
  }
  const store = await findDeviceStore(ports, context, rows.some(isSent));
  const isReadable = rows.some((row) => isSent(row) && row.fingerprint !== null);
  const own = findSecretStorage(ports, namespace, isReadable);
  return [
    ...own.filter(isSent),
    ...rows.filter(isSent),
    ...rows.filter((row) => !isSent(row)),
    ...store,
    ...own.filter((row) => !isSent(row)),
  ];
}

function isSent({ clientsIn }: TokenSource): boolean {
  return clientsIn.length > 0;
}

const credentials: readonly Candidate["credential"][] = ["token", "password"];

const whom: Readonly<Record<Asker, string>> = {
  server: "the gateway",
  "local-client": "the local gateway",
  "remote-client": "the remote gateway",
  "url-client": "the gateway of OPENCLAW_GATEWAY_URL",
};

function versionOf(installs: readonly Install[]): string | null {
  const onPath = installs.find(({ foundBy }) => foundBy.includes("PATH"));
  return (onPath ?? installs[0])?.version ?? null;
}
