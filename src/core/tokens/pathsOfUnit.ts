import { resolveGatewayPaths, type GatewayPaths } from "../config/paths.ts";
import type { Ports } from "../ports/observed.ts";
import type { UnitEnvironment } from "./unitEnvironment.ts";

/** Where the gateway of a unit keeps its config and state; null when its home is another user's. */
export async function pathsOfUnit(ports: Ports, unit: UnitEnvironment): Promise<GatewayPaths | null> {
  if (unit.home === null) return null;
  const profile = unit.command.words.indexOf("--profile");
  return resolveGatewayPaths(
    {
      variables: Object.fromEntries([...unit.variables].map(([name, { value }]) => [name, value])),
      accountHome: unit.home,
      profileFlag: profile < 0 ? null : (unit.command.words[profile + 1] ?? null),
      workingDirectory: unit.workingDirectory ?? unit.home,
    },
    ports.files,
  );
}
