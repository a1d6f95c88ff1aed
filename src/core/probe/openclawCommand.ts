import { assertNever } from "../base/assertNever.ts";
import type { Outcome } from "../base/outcome.ts";
import type { Install } from "../model/install.ts";
import type { CommandFailure, CommandResult, CommandSpec } from "../ports/commands.ts";
import type { Ports, Witnessed } from "../ports/observed.ts";
import { parseCliError } from "../parse/cliError.ts";
import type { Climb, RungOutcome } from "./rung.ts";
import { unclear } from "./rungOutcome.ts";

/** The install whose command the user's shell would run, else any; null when there is none. */
function installOf({ snapshot, target }: Climb): Install | null {
  const installs = snapshot.namespaces.find(({ id }) => id === target.namespace)?.installs ?? [];
  return installs.find(({ foundBy }) => foundBy.includes("PATH")) ?? installs[0] ?? null;
}

/** An install and what runs its command; null where there is none, or nothing answers from where it is. */
export function commandOf(climb: Climb): OpenclawCommand | null {
  const install = installOf(climb);
  return install === null || climb.place === null ? null : { install, commands: climb.place.commands };
}

export interface OpenclawCommand {
  readonly install: Install;
  readonly commands: Ports["commands"];
}

/** Runs a read-only `openclaw` command in the user's own environment. */
export function runOpenclaw(
  { install, commands }: OpenclawCommand,
  args: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
  { yields = false }: Pick<CommandSpec, "yields"> = {},
): Promise<Witnessed<Outcome<CommandResult, CommandFailure>>> {
  const [program = "", ...fixed] = install.command;
  const env = { NO_COLOR: "1" };
  return commands.run({ program, args: [...fixed, ...args], env, timeoutMs, yields }, signal);
}

/** A command that gave no usable answer; what it says of itself is quoted. */
export function unansweredCommand<T>(run: Witnessed<Outcome<CommandResult, CommandFailure>>): RungOutcome<T> {
  const evidence = [run.evidence];
  if (run.ok) {
    const { exitCode, stdout, stderr } = run.value;
    const said = parseCliError(stdout) ?? stderr.trim().split("\n")[0] ?? "";
    return unclear("unreadable-answer", evidence, said === "" ? `exit ${exitCode}` : said);
  }
  const { reason, detail } = run.failure;
  switch (reason) {
    case "timed-out":
      return unclear("timed-out", evidence);
    case "aborted":
      return unclear("cancelled", evidence);
    case "not-recorded":
      return unclear("not-recorded", evidence);
    case "not-found":
      return unclear("no-install", evidence, detail);
    case "no-permission":
    case "not-started":
    case "signal":
      return unclear("unreadable-answer", evidence, detail);
    default:
      return assertNever(reason);
  }
}
