import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { CommandFailure, CommandResult, Commands, CommandSpec } from "../../core/ports/commands.ts";
import { CappedOutput } from "../process/cappedOutput.ts";
import type { ShellSession } from "./shellSession.ts";

const defaultMaxOutputBytes = 4 * 1024 * 1024;
/** How long a command may take to leave after SIGTERM, then after SIGKILL. */
const killGraceMs = 500;
const lostAfterMs = 1_000;
/** How long output may be held open by something that outlives the command. */
const drainGraceMs = 250;
/** The time limit inside the guest, which counts where this side is gone, is so much longer than the one here. */
const netSeconds = 3;
const yieldingNice = "5";

type Answer = Outcome<CommandResult, CommandFailure>;

/** Programs of a guest, run by argv in its session's environment with no input. */
export function guestCommands(session: ShellSession, namespace: string): Commands {
  return {
    run(spec, signal) {
      if (signal.aborted)
        return Promise.resolve(failed({ reason: "aborted", detail: "cancelled before it was started" }));
      return settle(session, namespace, spec, signal);
    },
  };
}

function settle(
  session: ShellSession,
  namespace: string,
  spec: CommandSpec,
  signal: AbortSignal,
): Promise<Answer> {
  const maxBytes = spec.maxOutputBytes ?? defaultMaxOutputBytes;
  const stdout = new CappedOutput(maxBytes);
  const stderr = new CappedOutput(maxBytes);
  let exitCode: number | null = null;
  let killedFor: "timed-out" | "aborted" | null = null;

  return new Promise((resolve) => {
    const timers = new Set<NodeJS.Timeout>();
    const after = (ms: number, act: () => void): void => void timers.add(setTimeout(act, ms));
    const finish = (): void => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      asked.drop();
      resolve(answer());
    };
    const answer = (): Answer => {
      const printed = { stdout: stdout.text("utf8"), stderr: stderr.text("utf8") };
      if (killedFor === "aborted") return failed({ reason: "aborted", detail: "cancelled" });
      if (killedFor === "timed-out")
        return failed({ reason: "timed-out", detail: `no end after ${spec.timeoutMs} ms`, ...printed });
      if (exitCode === null)
        return failed({ reason: "not-started", detail: `the session with ${namespace} ended` });
      return toAnswer(spec, exitCode, printed, stdout.isTruncated || stderr.isTruncated);
    };
    const kill = (reason: "timed-out" | "aborted"): void => {
      if (killedFor !== null || exitCode !== null) return;
      killedFor = reason;
      session.signal(asked, "TERM");
      after(killGraceMs, () => {
        session.signal(asked, "KILL");
        after(lostAfterMs, finish);
      });
    };
    const onAbort = (): void => kill("aborted");

    const asked = session.askCommand(wordsOf(spec), (line) => {
      const rest = line.slice(1);
      if (line.startsWith("o")) stdout.add(Buffer.from(rest, "base64"));
      else if (line.startsWith("e")) stderr.add(Buffer.from(rest, "base64"));
      else if (line.startsWith("x")) {
        exitCode = Number(rest);
        after(drainGraceMs, finish);
      }
    });
    signal.addEventListener("abort", onAbort, { once: true });
    after(spec.timeoutMs, () => kill("timed-out"));
    void asked.whole.then(finish);
  });
}

/** `timeout` also makes the command lead a process group, which it takes along when it is told to end. */
function wordsOf({ program, args, env = {}, cwd, timeoutMs, yields }: CommandSpec): readonly string[] {
  const limit = String(Math.ceil(timeoutMs / 1000) + netSeconds);
  return [
    "env",
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    "timeout",
    "-k",
    "2",
    limit,
    ...(yields === true ? ["nice", "-n", yieldingNice] : []),
    ...(cwd === undefined ? [] : ["sh", "-c", 'cd "$0" && exec "$@"', cwd]),
    program,
    ...args,
  ];
}

function toAnswer(
  { program }: CommandSpec,
  exitCode: number,
  printed: { readonly stdout: string; readonly stderr: string },
  truncated: boolean,
): Answer {
  // What `timeout` and `nice` say of a program that they cannot start.
  const isNotStarted = /^(?:timeout|nice): /.test(printed.stderr);
  if (isNotStarted && exitCode === 127)
    return failed({ reason: "not-found", detail: `${program}: not found on PATH` });
  if (isNotStarted && exitCode === 126)
    return failed({ reason: "no-permission", detail: `${program}: not executable` });
  // A shell tells a signal by 128 and its number.
  if (exitCode > 128 && exitCode < 160) {
    return failed({ reason: "signal", detail: `ended by signal ${exitCode - 128}`, ...printed });
  }
  return success({ exitCode, ...printed, truncated });
}
