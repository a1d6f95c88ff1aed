import { writeFileSync } from "node:fs";
import { rawCommandLine } from "./commandLine.ts";

/** Set by a caller that has a real Windows command line: what stands behind the program's name, untouched. */
export const commandLineVariable = "LAB_COMMAND_LINE";
/** Set by a caller that can give on 32 bits: the file for the exit code, in decimal. */
export const exitCodeVariable = "LAB_EXIT_CODE_FILE";

/** The raw line; for callers of our side it is written as Node would on Windows. */
export function commandLineOf(argv: readonly string[], env: NodeJS.ProcessEnv): string {
  return env[commandLineVariable] ?? rawCommandLine(argv);
}

/** The eight bits that an exit code has on our side. */
export function toOurExitCode(code: number, env: NodeJS.ProcessEnv): number {
  const file = env[exitCodeVariable];
  if (file !== undefined) writeFileSync(file, String(code));
  return code & 0xff;
}
