import { pathVariables, resolveGatewayPaths } from "../../config/paths.ts";
import type { Gateway } from "../../model/gateway.ts";
import type { GatewayLock } from "../../parse/lockFile.ts";
import type { Supervisor } from "../../model/supervisor.ts";
import type { Ports } from "../../ports/observed.ts";
import { pathsOfUnit } from "../../tokens/pathsOfUnit.ts";
import { readUnitEnvironment } from "../../tokens/unitEnvironment.ts";

/**
 * The state directory that a running gateway uses: what its lock says, else what its environment amounts to. The
 * lock comes first because a `--profile` among its arguments moves the directory and shows in neither its
 * environment nor its title. The configured directory keeps its own spelling, also where a symbolic link leads to
 * it. Null when neither lock nor environment may be read.
 */
export async function stateDirOf(
  ports: Ports,
  { pid }: Pick<Gateway, "pid">,
  locks: readonly GatewayLock[],
  configured: string,
): Promise<string | null> {
  if (pid === null) return null;
  const stateDir =
    locks.find((lock) => lock.pid === pid)?.stateDir ?? (await stateDirFromEnvironment(ports, pid));
  return stateDir === null ? null : spelledAs(ports, configured, stateDir);
}

/** The state directory that a unit gives its gateway; null where its files do not tell. */
export async function stateDirOfUnit(
  ports: Ports,
  unit: Supervisor,
  configured: string,
): Promise<string | null> {
  if (unit.files.length === 0) return null;
  const paths = await pathsOfUnit(ports, await readUnitEnvironment(ports, unit));
  return paths === null ? null : spelledAs(ports, configured, paths.stateDir);
}

async function spelledAs(ports: Ports, configured: string, stateDir: string): Promise<string> {
  if (stateDir === configured) return stateDir;
  const [real, realConfigured] = await Promise.all([
    ports.files.realPath(stateDir),
    ports.files.realPath(configured),
  ]);
  return real.ok && realConfigured.ok && real.value === realConfigured.value ? configured : stateDir;
}

async function stateDirFromEnvironment(ports: Ports, pid: number): Promise<string | null> {
  const environment = await ports.processes.environment(pid, pathVariables);
  if (!environment.ok) return null;
  const { accountHomeDir } = ports.facts;
  const paths = await resolveGatewayPaths(
    {
      variables: environment.value,
      accountHome: accountHomeDir,
      profileFlag: null,
      workingDirectory: accountHomeDir,
    },
    ports.files,
  );
  return paths.stateDir;
}
