import { errorReport, errorReportSchema } from "../core/contract/errorReport.ts";
import { encodeReport } from "../core/contract/report.ts";
import { failed, success, type Outcome } from "../core/base/outcome.ts";
import type { Machine } from "../core/ports/machine.ts";
import { readArguments, type Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { exitCode, type ExitCode } from "./exitCode.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { LiveLine } from "./liveLine.ts";
import { nearest } from "./nearest.ts";
import { commonOptions } from "./option.ts";
import { Page } from "./page.ts";
import { wrongUse, type Ending, type Problem } from "./problem.ts";
import { commands } from "./registry.ts";
import { styleFor } from "./render/style.ts";
import type { Session } from "./session.ts";
import { logLevel, StderrLog } from "./stderrLog.ts";
import type { World } from "./world.ts";

/** Runs one command line to its end. Never rejects; the exit code says how it went. */
export async function main(world: World): Promise<ExitCode> {
  const [first, ...rest] = world.args;
  const isJson = world.args.includes("--json");
  const print = (lines: readonly string[]): ExitCode => {
    world.stdout.write(`${lines.join("\n")}\n`);
    return exitCode.nothingWrong;
  };
  if (first === "--version" || first === "version") return print([world.version]);
  if (first === "--help" || first === "-h") return print(generalHelp(commands));
  if (first === "help") {
    const named = commands.find(({ name }) => name === rest[0]);
    return print(named === undefined ? generalHelp(commands) : commandHelp(named));
  }
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) return report(world, isJson, unknownCommand(first));

  const hint = `See gateway-lens ${command.name} --help.`;
  const args = readArguments(rest, [...command.options, ...commonOptions], hint);
  if (!args.ok) return report(world, isJson, args.failure);
  if (args.value.has("help")) return print(commandHelp(command));
  const count = args.value.positionals.length;
  if (count !== command.positionalCount) {
    const surplus = args.value.positionals[command.positionalCount];
    const message =
      surplus === undefined
        ? `${command.name} needs ${command.positionals}.`
        : `${command.name} does not take the argument ${surplus}.`;
    return report(
      world,
      isJson,
      wrongUse(surplus === undefined ? "missing-argument" : "surplus-argument", message, hint),
    );
  }
  const maxWaitMs = readMaxWait(args.value, hint);
  if (!maxWaitMs.ok) return report(world, isJson, maxWaitMs.failure);
  return runCommand(world, command, args.value, maxWaitMs.value);
}

async function runCommand(
  world: World,
  command: Command,
  args: Arguments,
  maxWaitMs: number,
): Promise<ExitCode> {
  const isJson = args.has("json");
  const level = logLevel(args.has("verbose"), world.env["GATEWAY_LENS_LOG"]);
  const log = new StderrLog(world.stderr, level);
  const deadline = AbortSignal.timeout(maxWaitMs);
  const page = new Page(styleFor(world.stdout, world.env), isJson ? null : world.stdout);
  let opened: Machine | null = null;
  const session: Session = {
    world,
    isJson,
    page,
    progress: new LiveLine(isJson ? null : world.stderr),
    signal: AbortSignal.any([world.cancelled, deadline]),
    openMachine: async () => {
      const machine = await openMachine(world, args, log);
      if (machine.ok) {
        opened = machine.value;
        log.redact = (text) => machine.value.secrets.redact(text);
      }
      return machine;
    },
    writeJson: (text) => world.stdout.write(`${text}\n`),
  };
  try {
    const ending = await Promise.race([command.run(session, args), overdue(deadline)]);
    const code = "problem" in ending ? report(world, isJson, ending.problem) : ending.exitCode;
    return world.cancelled.aborted ? exitCode.cancelled : code;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    log.error("gateway-lens failed", error);
    return report(world, isJson, {
      exitCode: exitCode.notJudged,
      code: "internal-error",
      message: log.redact(`gateway-lens itself failed: ${cause}`),
      hint: "Run it again with --verbose for the cause, and report it with that output.",
    });
  } finally {
    session.progress.clear();
    await leaveGuests(opened);
  }
}

/** Nothing is kept awake by a program that has said what it found. */
async function leaveGuests(machine: Machine | null): Promise<void> {
  await machine?.guests.leave();
}

async function openMachine(
  world: World,
  args: Arguments,
  log: StderrLog,
): Promise<Outcome<Machine, Problem>> {
  const replay = args.valueOf("replay");
  if (replay !== undefined) return world.openReplay(replay, log);
  return success(await world.openLive({ profile: args.valueOf("profile") ?? null, log }));
}

/** Everything stops by itself when the time is over. What does not, after this long, is left behind. */
const graceMs = 3000;

function overdue(deadline: AbortSignal): Promise<Ending> {
  const problem: Problem = {
    exitCode: exitCode.notJudged,
    code: "max-wait",
    message: "The time allowed ran out before anything could be said.",
    hint: "Allow more with --max-wait.",
  };
  return new Promise((resolve) => {
    deadline.addEventListener("abort", () => setTimeout(resolve, graceMs, { problem }).unref(), {
      once: true,
    });
  });
}

const defaultMaxWaitS = 120;
const longestMaxWaitS = 86_400;

function readMaxWait(args: Arguments, hint: string): Outcome<number, Problem> {
  const written = args.valueOf("max-wait") ?? String(defaultMaxWaitS);
  const seconds = /^\d*\.?\d+$/.test(written) ? Number(written) : 0;
  if (seconds > 0 && seconds <= longestMaxWaitS) return success(Math.max(1, Math.round(seconds * 1000)));
  const message = `--max-wait takes seconds, more than 0 and at most ${longestMaxWaitS}, not ${written}.`;
  return failed(wrongUse("bad-max-wait", message, hint));
}

function unknownCommand(name: string | undefined): Problem {
  const list = `Commands: ${commands.map((command) => command.name).join(", ")}.`;
  if (name === undefined) return wrongUse("missing-command", "No command was given.", list);
  if (name.startsWith("-")) return wrongUse("missing-command", `A command comes before ${name}.`, list);
  const meant = nearest(
    name,
    commands.map((command) => command.name),
  );
  const hint = meant === null ? list : `Did you mean ${meant}? ${list}`;
  return wrongUse("unknown-command", `There is no command ${name}.`, hint);
}

/** Says what went wrong: as the one JSON document, or on stderr for people. */
function report(world: World, isJson: boolean, problem: Problem): ExitCode {
  const { code, message, hint, candidates } = problem;
  if (isJson) {
    const error = { code, message, hint, ...(candidates === undefined ? {} : { candidates }) };
    world.stdout.write(`${encodeReport(errorReportSchema, errorReport(error))}\n`);
    return problem.exitCode;
  }
  const style = styleFor(world.stderr, world.env);
  const choices = (candidates ?? []).map((candidate) => `  ${style.paint(null, candidate)}`);
  const lines = [style.paint("red", message), style.paint(null, hint), ...choices];
  world.stderr.write(`${lines.join("\n")}\n`);
  return problem.exitCode;
}
