import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { Door, GuestFailure } from "../../core/ports/door.ts";
import type { Guest, Guests } from "../../core/ports/machine.ts";
import { guestCommands } from "./guestCommands.ts";
import { helloScript, parseHello } from "./guestFacts.ts";
import { guestFiles } from "./guestFiles.ts";
import { guestHttp, guestTcp, noGuestGateways } from "./guestNetwork.ts";
import { guestProcesses } from "./guestProcesses.ts";
import { PathQuestions } from "./pathQuestions.ts";
import { ShellSession } from "./shellSession.ts";

interface Open {
  readonly guest: Guest;
  readonly session: ShellSession;
}

/** The guests of this machine, one session for each; `profile` is the one that this program was given. */
export function liveGuests(profile: string | null): Guests {
  const open = new Map<string, Promise<Outcome<Open, GuestFailure>>>();
  const close = async (entering: Promise<Outcome<Open, GuestFailure>>): Promise<void> => {
    const entered = await entering;
    if (entered.ok) await entered.value.session.close();
  };
  return {
    async enter(door, signal) {
      const key = JSON.stringify([door.namespace, door.program, door.args]);
      const before = await open.get(key);
      const isOpen = before?.ok === true && !before.value.session.isOver;
      const entering = isOpen ? null : openSession(door, profile, signal);
      if (entering !== null) open.set(key, entering);
      const entered = isOpen ? before : await entering;
      if (entered?.ok === true) return success(entered.value.guest);
      open.delete(key);
      return entered ?? failed({ reason: "aborted", detail: "cancelled" });
    },
    async leave() {
      const all = [...open.values()];
      open.clear();
      await Promise.all(all.map(close));
    },
  };
}

async function openSession(
  door: Door,
  profile: string | null,
  signal: AbortSignal,
): Promise<Outcome<Open, GuestFailure>> {
  const cancelled: GuestFailure = { reason: "aborted", detail: "cancelled" };
  if (signal.aborted) return failed(cancelled);
  const started = await ShellSession.start(door);
  if (!started.ok) return started;
  const session = started.value;

  const lines: string[] = [];
  const asked = session.askLines(helloScript, (line) => lines.push(line));
  const limit = AbortSignal.timeout(door.timeoutMs);
  const isWhole = await untilAborted(asked.whole, AbortSignal.any([limit, signal]));
  const hello = isWhole === true ? parseHello(lines, profile) : null;
  if (hello === null) {
    const failure: GuestFailure = signal.aborted
      ? cancelled
      : session.isUnsupported
        ? { reason: "unsupported", detail: "it lacks the programs that questions are put with" }
        : isWhole === null
          ? { reason: "timed-out", detail: `no answer after ${door.timeoutMs} ms` }
          : { reason: "ended", detail: session.lastWords };
    session.kill();
    return failed(failure);
  }
  const questions = new PathQuestions(session);
  const commands = guestCommands(session, door.namespace);
  const guest: Guest = {
    facts: hello.facts,
    commands,
    files: guestFiles(questions),
    processes: guestProcesses(session, questions, hello.shellPid),
    http: guestHttp(commands),
    tcp: guestTcp(commands),
    gateways: noGuestGateways,
  };
  return success({ guest, session });
}

/** Null when the signal comes first. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve) => {
    const onAbort = (): void => resolve(null);
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    void work.then((value) => {
      signal.removeEventListener("abort", onAbort);
      resolve(value);
    });
  });
}
