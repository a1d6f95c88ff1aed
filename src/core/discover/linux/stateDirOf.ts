import { pathVariables, resolveGatewayPaths } from "../../config/paths.ts";
import type { Gateway } from "../../model/gateway.ts";
import type { GatewayLock } from "../../parse/lockFile.ts";
import type { Ports } from "../../ports/observed.ts";

/**
 * The state directory that a running gateway uses: what its lock says, else what its environment amounts to. The
 * lock comes first because a `--profile` among its arguments moves the directory and shows in neither its
 * environment nor its title. Null when neither may be read.
 */
export async function stateDirOf(
  ports: Ports,
  { pid }: Gateway,
  locks: readonly GatewayLock[],
): Promise<string | null> {
  if (pid === null) return null;
  const locked = locks.find((lock) => lock.pid === pid)?.stateDir ?? null;
  if (locked !== null) return locked;
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
