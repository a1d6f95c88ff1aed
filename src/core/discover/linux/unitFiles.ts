import { parseUnitFile, unitCommand, unitVariables, type UnitAssignment } from "../../parse/unitFile.ts";
import type { MachineFacts } from "../../ports/machine.ts";
import type { Ports } from "../../ports/observed.ts";

/** Which service manager a unit belongs to. */
export type UnitScope = "user" | "system";

/** A systemd unit on disk that runs, or may run, a gateway. */
export interface GatewayUnit {
  readonly name: string;
  readonly scope: UnitScope;
  /** The unit file, then its drop-ins in the order in which they are applied. */
  readonly files: readonly string[];
  /** Program and arguments as written, secrets included: for reading only. */
  readonly command: readonly string[];
  readonly port: number | null;
  /** The PATH that the unit gives to its processes, split; null when it sets none. */
  readonly path: readonly string[] | null;
  /** True when the unit's name or content says that it runs a gateway. */
  readonly isGateway: boolean;
}

/** Names that OpenClaw and its forerunner give to their gateway units; profiles add `-<profile>`. */
const gatewayName = /^(?:openclaw-gateway(?:-.+)?|clawdbot-gateway(?:-.+)?|openclaw)(?:@[^/]*)?\.service$/;

/** Where systemd looks, first match first (systemd.unit(5)). */
function unitFolders(facts: MachineFacts, scope: UnitScope): readonly string[] {
  const roots = [
    "/etc/systemd",
    "/run/systemd",
    "/usr/local/lib/systemd",
    "/usr/lib/systemd",
    "/lib/systemd",
  ];
  const shared = roots.map((root) => `${root}/${scope}`);
  if (scope === "system") return shared;
  const homes = [...new Set([facts.accountHomeDir, facts.homeDir])];
  return [...homes.map((home) => `${home}/.config/systemd/user`), ...shared];
}

/**
 * Finds the gateway units of one service manager on disk, running or not. `alsoNamed` are units that gateway
 * processes were seen in, whatever their names.
 */
export async function discoverUnits(
  ports: Ports,
  scope: UnitScope,
  alsoNamed: ReadonlySet<string>,
): Promise<readonly GatewayUnit[]> {
  const folders = await Promise.all(
    unitFolders(ports.facts, scope).map(async (folder) => {
      const names = await ports.files.list(folder);
      return { folder, names: new Set(names.ok ? names.value : []) };
    }),
  );
  const all = new Set(folders.flatMap(({ names }) => [...names]));
  const wanted = [...all].filter((name) => gatewayName.test(name) || alsoNamed.has(name)).toSorted();
  return Promise.all(wanted.map((name) => readUnit(ports, scope, name, folders)));
}

type Folder = { readonly folder: string; readonly names: ReadonlySet<string> };

async function readUnit(
  ports: Ports,
  scope: UnitScope,
  name: string,
  folders: readonly Folder[],
): Promise<GatewayUnit> {
  const home = folders.find(({ names }) => names.has(name));
  const files = [
    ...(home === undefined ? [] : [`${home.folder}/${name}`]),
    ...(await dropIns(ports, name, folders)),
  ];
  const texts = await Promise.all(files.map((file) => ports.files.read(file)));
  const assignments = texts.flatMap((text) => (text.ok ? parseUnitFile(text.value) : []));
  const command = unitCommand(assignments);
  const variables = new Map(unitVariables(assignments).map(({ name: key, value }) => [key, value]));
  return {
    // A template stands for its instance of this user, as it does for OpenClaw's own service commands.
    name: name.replace(/@\.service$/, `@${ports.facts.userName}.service`),
    scope,
    files,
    command,
    port: pinnedPort(command, variables.get("OPENCLAW_GATEWAY_PORT")),
    path: variables.get("PATH")?.split(":") ?? null,
    isGateway: gatewayName.test(name) || servesGateway(command, assignments),
  };
}

function servesGateway(command: readonly string[], assignments: readonly UnitAssignment[]): boolean {
  const isMarked = unitVariables(assignments).some(
    ({ name, value }) => name === "OPENCLAW_SERVICE_KIND" && value === "gateway",
  );
  return isMarked || (command.includes("gateway") && /openclaw|clawdbot/.test(command.join(" ")));
}

/** Drop-ins of the unit and of its name's dashed prefixes; the same file name in an earlier folder wins. */
async function dropIns(ports: Ports, name: string, folders: readonly Folder[]): Promise<readonly string[]> {
  const stem = name.replace(/\.service$/, "");
  const dashes = [...stem.matchAll(/-/g)].map(({ index }) => `${stem.slice(0, index + 1)}.service.d`);
  const template = /^(.+@)[^@]+$/.exec(stem)?.[1];
  const groups = [
    `${name}.d`,
    ...(template === undefined ? [] : [`${template}.service.d`]),
    ...dashes.reverse(),
  ];
  const places = groups.flatMap((group) =>
    folders.filter(({ names }) => names.has(group)).map(({ folder }) => `${folder}/${group}`),
  );
  const lists = await Promise.all(
    places.map(async (place) => {
      const names = await ports.files.list(place);
      return names.ok
        ? names.value.filter((file) => file.endsWith(".conf")).map((file) => ({ place, file }))
        : [];
    }),
  );
  const byName = new Map<string, string>();
  for (const { place, file } of lists.flat()) {
    if (!byName.has(file)) byName.set(file, `${place}/${file}`);
  }
  return [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** The port that `--port` or the environment pins; the argument wins, as it does in the gateway. */
export function pinnedPort(command: readonly string[], variable?: string): number | null {
  const at = command.indexOf("--port");
  const inline = command.find((arg) => arg.startsWith("--port="))?.slice("--port=".length);
  const text = inline ?? (at === -1 ? variable : command[at + 1]) ?? "";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
