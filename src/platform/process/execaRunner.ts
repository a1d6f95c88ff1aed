import { constants, getPriority, setPriority } from "node:os";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { CommandFailure, CommandResult, Commands, CommandSpec } from "../../core/ports/commands.ts";
import { CappedOutput } from "./cappedOutput.ts";
import { killTree } from "./killTree.ts";
import { expectChild, type LiveChild } from "./liveChildren.ts";
import { resolveProgram } from "./resolveProgram.ts";

const defaultMaxOutputBytes = 4 * 1024 * 1024;
/** How long a child may take to leave after SIGTERM before it gets SIGKILL. */
const killGraceMs = 500;
/** How long to wait for a killed child that the kernel does not let go of (state D). */
const lostAfterMs = 1_000;
/** How long the pipes may stay open after the child has ended: a grandchild may hold them for ever. */
const drainGraceMs = 250;

type Answer = Outcome<CommandResult, CommandFailure>;

/** Runs programs by argv, never through a shell, with stdin closed; each child leads its own process group. */
export const execaRunner: Commands = {
  async run(spec, signal) {
    if (signal.aborted) return failed(abortedBeforeStart);
    const program = await resolveProgram(spec.program, spec.env?.["PATH"] ?? process.env["PATH"] ?? "");
    if ("reason" in program) return failed(program);
    const start = await loadStart();
    if (signal.aborted) return failed(abortedBeforeStart);
    const live = expectChild();
    let child: Child;
    try {
      child = start(program.path, spec);
    } catch (error) {
      live.ended();
      // What no program could be given, such as an argument with a NUL in it.
      return failed({
        reason: "not-started",
        detail: error instanceof Error ? error.message : String(error),
      });
    }
    if (child.pid === undefined) {
      live.ended();
      return notStarted(spec, child);
    }
    live.started(child.pid);
    if (spec.yields === true) lowerPriority(child.pid);
    return settle(spec, child, child.pid, live, signal);
  },
};

const abortedBeforeStart = { reason: "aborted", detail: "cancelled before it was started" } as const;

/**
 * Enough for a third of the processor beside a command as busy, so that it still ends on a machine that is full.
 * Windows has no step between normal and below normal.
 */
const yieldingNice = process.platform === "win32" ? constants.priority.PRIORITY_BELOW_NORMAL : 5;

/** What the child starts later inherits it. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, Math.min(getPriority() + yieldingNice, constants.priority.PRIORITY_LOW));
  } catch (error) {
    const code = (error as { readonly info?: { readonly code?: unknown } }).info?.code;
    // It has ended, or a sandbox forbids it: it runs, or ran, as any other.
    if (code !== "ESRCH" && code !== "EPERM" && code !== "EACCES") throw error;
  }
}

/** Loads execa on first use: most of what the product does needs no child process. */
async function loadStart() {
  const { execa } = await import("execa");
  return (path: string, spec: CommandSpec) =>
    execa(path, spec.args, {
      ...(spec.env === undefined ? {} : { env: spec.env }),
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      stdin: "ignore",
      encoding: "buffer",
      buffer: false,
      reject: false,
      shell: false,
      detached: process.platform !== "win32",
      cleanup: false,
      windowsHide: true,
    });
}

type Child = ReturnType<Awaited<ReturnType<typeof loadStart>>>;

/** A program that could not be started; execa also reports errors that `spawn` throws this way. */
async function notStarted(spec: CommandSpec, child: Child): Promise<Answer> {
  const { code, originalMessage } = await child;
  const detail = originalMessage ?? `${spec.program} could not be started`;
  if (code === "ENOENT") return failed({ reason: "not-found", detail });
  if (code === "EACCES" || code === "EPERM") return failed({ reason: "no-permission", detail });
  return failed({ reason: "not-started", detail });
}

/** Waits for the end of a started child, whichever of end, time limit and abort comes first. */
function settle(
  spec: CommandSpec,
  child: Child,
  pid: number,
  live: LiveChild,
  signal: AbortSignal,
): Promise<Answer> {
  const maxBytes = spec.maxOutputBytes ?? defaultMaxOutputBytes;
  const encoding = spec.encoding ?? "utf8";
  const stdout = new CappedOutput(maxBytes);
  const stderr = new CappedOutput(maxBytes);
  let below: readonly number[] = [];
  let killedFor: "timed-out" | "aborted" | null = null;
  let end: { readonly exitCode: number | null; readonly signal: string | null } | null = null;

  return new Promise((resolve) => {
    const timers = new Set<NodeJS.Timeout>();
    const after = (ms: number, act: () => void): void => void timers.add(setTimeout(act, ms));

    const finish = (): void => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      // Whatever is left of the group would outlive the answer. On Windows nothing leads to it any more, and the pid
      // of a child that has ended may be another program's by now.
      if (end === null || process.platform !== "win32") killTree(pid, "SIGKILL", below);
      live.ended();
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(answer());
    };
    const answer = (): Answer => {
      const printed = { stdout: stdout.text(encoding), stderr: stderr.text(encoding) };
      if (killedFor === "aborted") return failed({ reason: "aborted", detail: "cancelled" });
      if (killedFor === "timed-out") {
        return failed({ reason: "timed-out", detail: `no end after ${spec.timeoutMs} ms`, ...printed });
      }
      if (end?.exitCode === null || end === null) {
        return failed({ reason: "signal", detail: `ended by ${end?.signal ?? "a signal"}`, ...printed });
      }
      const truncated = stdout.isTruncated || stderr.isTruncated;
      return success({ exitCode: end.exitCode, ...printed, truncated });
    };
    const kill = (reason: "timed-out" | "aborted"): void => {
      if (killedFor !== null || end !== null) return;
      killedFor = reason;
      below = killTree(pid, "SIGTERM");
      live.told(below);
      after(killGraceMs, () => {
        below = killTree(pid, "SIGKILL", below);
        after(lostAfterMs, finish);
      });
    };
    const onAbort = (): void => kill("aborted");

    signal.addEventListener("abort", onAbort, { once: true });
    after(spec.timeoutMs, () => kill("timed-out"));
    child.stdout.on("data", (chunk: Buffer) => stdout.add(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.add(chunk));
    child.nodeChildProcess.once("exit", (exitCode, endSignal) => {
      end = { exitCode, signal: endSignal };
      after(drainGraceMs, finish);
    });
    // Comes after both pipes have ended.
    child.nodeChildProcess.once("close", finish);
    // `reject: false` makes this a plain value; the events above have the answer.
    void child;
  });
}
