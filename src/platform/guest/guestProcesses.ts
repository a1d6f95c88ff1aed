import { failed, success } from "../../core/base/outcome.ts";
import { parseProcTable } from "./procTable.ts";
import type { ProcessFailure, Processes } from "../../core/ports/processes.ts";
import { pickVariables } from "../process/environment.ts";
import { readBytes } from "./guestFiles.ts";
import type { PathQuestions } from "./pathQuestions.ts";
import type { ShellSession } from "./shellSession.ts";

/** One program for all processes at a time: a look costs a dozen programs in the guest, however much runs there. */
const tableScript = `
export LC_ALL=C QUOTING_STYLE=escape
G uptime cat /proc/uptime
G stat cat /proc/[0-9]*/stat
G uid grep -H ^Uid: /proc/[0-9]*/status
G args grep -azH '' /proc/[0-9]*/cmdline
G exe ls -ln /proc/[0-9]*/exe
G cgroup grep -H '' /proc/[0-9]*/cgroup
G fd ls -ln /proc/[0-9]*/fd/
`;

const timeoutMs = 15_000;
const maxEnvironmentBytes = 4 * 1024 * 1024;

/** The processes of a guest. `shellPid` is the session's own shell, whose environment stands for the user's. */
export function guestProcesses(session: ShellSession, questions: PathQuestions, shellPid: number): Processes {
  return {
    async list() {
      const sections = new Map<string, string[]>();
      let current: string[] = [];
      const asked = session.askLines(tableScript, (line) => {
        const name = /^(\w+) section$/.exec(line)?.[1];
        if (name === undefined) current.push(line);
        else sections.set(name, (current = []));
      });
      const isWhole = await within(timeoutMs, asked.whole);
      asked.drop();
      const text = (name: string): string =>
        Buffer.from((sections.get(name) ?? []).join(""), "base64").toString("utf8");
      if (!isWhole) return failed(unanswered);
      const entries = parseProcTable(
        {
          uptime: text("uptime"),
          stat: text("stat"),
          uid: text("uid"),
          args: text("args"),
          exe: text("exe"),
          cgroup: text("cgroup"),
          fd: text("fd"),
        },
        Date.now(),
      );
      return entries.length === 0 ? failed(unanswered) : success(entries);
    },
    async environment(pid, names) {
      const path = `/proc/${pid === "self" ? shellPid : pid}/environ`;
      const bytes = await readBytes(questions, path, maxEnvironmentBytes);
      if (bytes.ok) return success(pickVariables(bytes.value.toString("utf8").split("\0"), names));
      const isGone = bytes.failure.reason === "not-found";
      return failed({ reason: isGone ? "not-found" : "no-permission", detail: bytes.failure.detail });
    },
  };
}

const unanswered: ProcessFailure = { reason: "unsupported", detail: "the guest did not tell its processes" };

/** False when the time is over before. */
async function within(ms: number, whole: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const answer = await Promise.race([whole, late]);
  clearTimeout(timer);
  return answer;
}
