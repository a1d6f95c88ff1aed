import { nodeAt, textAt, type ConfigReading } from "../config/configReading.ts";
import {
  envBlockOf,
  readDotenvFiles,
  readProcessVariables,
  type Environment,
  type Variable,
  type Variables,
} from "../config/environment.ts";
import { pathVariables, resolveGatewayPaths, type GatewayPaths } from "../config/paths.ts";
import { readConfigAt } from "../config/readGatewayConfig.ts";
import { variableShorthand, variablesIn } from "../config/substitute.ts";
import type { Gateway } from "../model/gateway.ts";
import type { Install } from "../model/install.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Supervisor } from "../model/supervisor.ts";
import type { DocumentNode } from "../parse/json5Document.ts";
import type { Ports } from "../ports/observed.ts";
import type { ServerCommand } from "./candidate.ts";
import { credentialVariables } from "./sources/environmentCredential.ts";
import { precedenceOf, type KnownPrecedence } from "./precedence.ts";
import { pathsOfUnit } from "./pathsOfUnit.ts";
import { readUnitEnvironment, type UnitEnvironment } from "./unitEnvironment.ts";

/** What the search for token sources goes by. */
export interface TokenContext {
  readonly namespace: NamespaceId;
  /** The config of the user's own `openclaw`. */
  readonly reading: ConfigReading;
  readonly gateways: readonly Gateway[];
  readonly supervisors: readonly Supervisor[];
  readonly installs: readonly Install[];
}

/** One gateway, running or not: its config, and what it was and would be started with. */
export interface ServerSite {
  readonly reading: ConfigReading;
  readonly gateway: Gateway | null;
  readonly order: KnownPrecedence;
  /** Null when it does not run. */
  readonly now: Start | null;
  readonly next: Start;
  /** Files of variables that may not be read. */
  readonly unreadable: readonly string[];
}

/** What one start of the gateway goes by. */
export interface Start {
  readonly environment: Environment;
  readonly command: ServerCommand | null;
}

/** Every gateway of the namespace that its config is known of. The first one is that of the user's own config. */
export async function collectServerSites(
  ports: Ports,
  context: TokenContext,
): Promise<readonly ServerSite[]> {
  const units: UnitEnvironment[] = [];
  for (const supervisor of context.supervisors) {
    if (supervisor.files.length > 0) units.push(await readUnitEnvironment(ports, supervisor));
  }
  const places = new Map<string, Place>();
  const placeAt = (paths: GatewayPaths): Place => {
    const key = `${paths.configPath}\n${paths.stateDir}`;
    const place = places.get(key) ?? { paths, gateway: null, unit: null };
    places.set(key, place);
    return place;
  };
  placeAt(context.reading.paths);
  for (const gateway of context.gateways) {
    const paths = await pathsOfGateway(ports, gateway, context);
    const mainUnit = context.supervisors.find(
      ({ state }) => gateway.pid !== null && state?.mainPid === gateway.pid,
    );
    if (paths === null) continue;
    const place = placeAt(paths);
    place.gateway ??= gateway;
    place.unit ??= units.find(({ unit }) => unit === mainUnit?.name) ?? null;
  }
  for (const unit of units) {
    if ([...places.values()].some((place) => place.unit === unit)) continue;
    const paths = await pathsOfUnit(ports, unit);
    if (paths !== null) placeAt(paths).unit ??= unit;
  }
  const sites: ServerSite[] = [];
  for (const place of places.values()) sites.push(await siteOf(ports, context, place));
  return sites;
}

interface Place {
  readonly paths: GatewayPaths;
  gateway: Gateway | null;
  unit: UnitEnvironment | null;
}

async function pathsOfGateway(
  ports: Ports,
  gateway: Gateway,
  { reading }: TokenContext,
): Promise<GatewayPaths | null> {
  const { stateDir = null, pid } = gateway;
  if (stateDir === reading.paths.stateDir) return reading.paths;
  const environment = pid === null ? null : await ports.processes.environment(pid, pathVariables);
  if (!environment?.ok && stateDir === null) {
    const port = reading.fact.known ? reading.fact.value.port.value : null;
    return gateway.port === port ? reading.paths : null;
  }
  const variables = environment?.ok ? environment.value : {};
  const paths = await resolveGatewayPaths(
    {
      variables: stateDir === null ? variables : { ...variables, OPENCLAW_STATE_DIR: stateDir },
      accountHome: ports.facts.accountHomeDir,
      profileFlag: null,
      workingDirectory: ports.facts.accountHomeDir,
    },
    ports.files,
  );
  return paths.configPath === reading.paths.configPath && paths.stateDir === reading.paths.stateDir
    ? reading.paths
    : paths;
}

async function siteOf(ports: Ports, context: TokenContext, place: Place): Promise<ServerSite> {
  const { paths, gateway, unit } = place;
  const version = versionOf(context.installs, gateway, unit);
  const order = precedenceOf(version);
  const isOwn = paths === context.reading.paths;
  const pid = gateway?.pid ?? null;
  const reading = isOwn
    ? context.reading
    : await readConfigAt(ports, paths, { version, process: pid ?? "self" });
  const names = variableNames(reading.root);
  const workingDirectory =
    order.readsWorkingDirectory && pid !== null ? await ports.files.realPath(`/proc/${pid}/cwd`) : null;
  const dotenv = await readDotenvFiles(ports.files, [
    ...(workingDirectory?.ok ? [`${workingDirectory.value}/.env`] : []),
    ...paths.dotenvFiles,
  ]);
  const block = envBlockOf(reading.root, reading.changedAt);
  const command = unit?.command ?? (await foregroundCommand(ports, pid));
  const start = (process: Variables | null): Start => ({
    environment: { process, files: dotenv.variables, block },
    command,
  });
  const seen = pid === null ? null : await readProcessVariables(ports.processes, pid, names);
  const running = seen === null ? (unit?.variables ?? null) : namedByUnit(seen, unit);
  const own = isOwn ? await readProcessVariables(ports.processes, "self", names) : null;
  return {
    reading,
    gateway,
    order,
    now: gateway === null ? null : start(running),
    next: start(unit?.variables ?? running ?? own),
    unreadable: [...dotenv.unreadable, ...(unit?.unreadable ?? [])],
  };
}

/** The arguments of a gateway that no unit starts; one that set its title hides them. */
async function foregroundCommand(ports: Ports, pid: number | null): Promise<ServerCommand | null> {
  const list = pid === null ? null : await ports.processes.list();
  const entry = list?.ok ? list.value.find((one) => one.pid === pid) : undefined;
  return entry === undefined ? null : { words: entry.args, location: { pid: entry.pid } };
}

/** What the process has from its unit is told to be the unit's. */
function namedByUnit(process: Variables, unit: UnitEnvironment | null): Variables {
  return new Map(
    [...process].map(([name, variable]): [string, Variable] => {
      const written = unit?.variables.get(name);
      return [name, written?.value === variable.value ? written : variable];
    }),
  );
}

function versionOf(
  installs: readonly Install[],
  gateway: Gateway | null,
  unit: UnitEnvironment | null,
): string | null {
  const foundBy = (name: string): string | null =>
    installs.find((install) => install.foundBy.includes(name))?.version ?? null;
  if (gateway !== null) return gateway.version ?? foundBy("running gateway");
  return (
    (unit === null ? null : foundBy(`unit ${unit.unit}`)) ?? foundBy("PATH") ?? installs[0]?.version ?? null
  );
}

/** The variables that can matter for a credential: the known ones and those that the config refers to. */
export function variableNames(root: DocumentNode | null): readonly string[] {
  const names = new Set<string>([...Object.values(credentialVariables), ...alwaysAsked]);
  for (const path of ["auth.token", "auth.password", "remote.token", "remote.password"]) {
    const written = textAt(root, `gateway.${path}`) ?? "";
    const shorthand = variableShorthand(written);
    const reference = nodeAt(root, `gateway.${path}`);
    const id = textAt(reference, "source") === "env" ? textAt(reference, "id") : null;
    for (const name of [...variablesIn(written), shorthand, id]) if (name !== null) names.add(name);
  }
  return [...names];
}

const alwaysAsked = ["OPENCLAW_GATEWAY_URL", "OPENCLAW_SERVICE_MANAGED_ENV_KEYS"];
