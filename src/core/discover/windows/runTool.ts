import { known, unknown, type Fact } from "../../model/fact.ts";
import type { Ports } from "../../ports/observed.ts";
import { inFolder, type WindowsSystem } from "./windowsSystem.ts";

/** A program of Windows' own and its arguments. */
export interface ToolCall {
  readonly tool: string;
  readonly args: readonly string[];
}

/** netstat takes seconds on a machine with ten thousand connections. */
const timeoutMs = 10_000;
/** Such a machine's table. */
const maxOutputBytes = 8 * 1024 * 1024;

/** What a tool of Windows prints; unknown where it could not be run to its end, or printed more than is kept. */
export async function runTool(
  { toolsDir, workingDir, env }: WindowsSystem,
  ports: Ports,
  { tool, args }: ToolCall,
  signal: AbortSignal,
): Promise<Fact<string>> {
  const run = await ports.commands.run(
    { program: inFolder(toolsDir, tool), args, env, cwd: workingDir, timeoutMs, maxOutputBytes },
    signal,
  );
  const evidence = [run.evidence];
  if (!run.ok) return unknown(`${tool}: ${run.failure.reason}`, evidence);
  if (run.value.exitCode !== 0) return unknown(`${tool}: exit ${run.value.exitCode}`, evidence);
  if (run.value.truncated) return unknown(`${tool}: too much output`, evidence);
  return known(run.value.stdout, evidence);
}
