import type { CommandFailure, CommandResult } from "../../ports/commands.ts";
import type { Outcome } from "../../base/outcome.ts";
import type { Ports, Witnessed } from "../../ports/observed.ts";
import { findWindows, inFolder } from "../windows/windowsSystem.ts";

/** How wsl.exe is started from here. */
export interface WslProgram {
  readonly path: string;
  /** It translates its working directory into each instance and complains where it cannot. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Null where Windows cannot be reached, or has no wsl.exe. */
export async function findWslProgram(ports: Ports): Promise<WslProgram | null> {
  const system = await findWindows(ports);
  if (system === null) return null;
  const path = inFolder(system.toolsDir, "wsl.exe");
  const program = await ports.files.stat(path);
  if (!program.ok && program.failure.reason === "not-found") return null;
  return { path, cwd: system.workingDir, env: { ...system.env, ...(await environmentFor(ports)) } };
}

/** UTF-8 where wsl.exe can (since 0.64). From inside an instance only what WSLENV names reaches a Windows program. */
async function environmentFor({ facts, processes }: Ports): Promise<Readonly<Record<string, string>>> {
  if (facts.platform === "win32") return { WSL_UTF8: "1" };
  const own = await processes.environment("self", ["WSLENV"]);
  const before = own.ok ? (own.value["WSLENV"] ?? "") : "";
  const names = before.split(":").filter((name) => name !== "" && !name.startsWith("WSL_UTF8"));
  return { WSL_UTF8: "1", WSLENV: [...names, "WSL_UTF8/w"].join(":") };
}

export function runWsl(
  { path, cwd, env }: WslProgram,
  ports: Ports,
  args: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Witnessed<Outcome<CommandResult, CommandFailure>>> {
  return ports.commands.run({ program: path, args, env, cwd, timeoutMs, encoding: "windows" }, signal);
}
