import { known, unknown, type Fact } from "../model/fact.ts";
import type { LogLine } from "../model/logLine.ts";
import type { Supervisor } from "../model/supervisor.ts";
import { parseJournalLine, parseLogLine } from "../parse/logLine.ts";
import type { Ports } from "../ports/observed.ts";
import type { Climb } from "./rung.ts";
import { configOf } from "./targetGateway.ts";

/** The newest lines of one log. */
export interface LogTail {
  readonly name: string;
  readonly lines: readonly LogLine[];
}

const newestLines = "200";
const commandTimeoutMs = 6_000;

/** Reads the journal of a service's unit; systemd's own lines about the unit are among them. */
export async function readJournal(
  ports: Ports,
  service: Supervisor,
  signal: AbortSignal,
): Promise<Fact<LogTail>> {
  if (service.kind !== "systemd-user" && service.kind !== "systemd-system") {
    return unknown(`${service.name} has no journal`);
  }
  const scope = service.kind === "systemd-user" ? ["--user"] : [];
  const args = [...scope, "-u", service.name, "-o", "json", "-n", newestLines, "--no-pager"];
  const run = await ports.commands.run({ program: "journalctl", args, timeoutMs: commandTimeoutMs }, signal);
  if (!run.ok) return unknown(`journalctl: ${run.failure.reason}`, [run.evidence]);
  if (run.value.exitCode !== 0) return unknown(`journalctl: exit ${run.value.exitCode}`, [run.evidence]);
  const lines = run.value.stdout.split("\n").flatMap((line) => parseJournalLine(line) ?? []);
  return known({ name: `the journal of ${service.name}`, lines }, [run.evidence]);
}

/**
 * Reads the end of the log file: the one that the config names, else the newest in the default folder. That one is
 * shared by every gateway of the user that has no profile, whatever its state directory.
 */
export async function readLogFile(context: Climb, signal: AbortSignal): Promise<Fact<LogTail>> {
  const { place: ports, snapshot, target } = context;
  if (ports === null) return unknown("nothing answers from inside the place where it is");
  const config = configOf(snapshot, target.namespace);
  if (config?.problems.some(({ kind }) => kind !== "schema") === true) {
    return unknown("the config cannot be read, so where the gateway logs is not known");
  }
  const named = config?.logFile?.replace(/^~(?=\/)/, ports.facts.homeDir);
  const path = named ?? (await newestLogFile(ports, config?.profile ?? null));
  if (path === null) return unknown("no log file was found");
  // `tail` reads only the end; a log file may have 100 MB.
  const run = await ports.commands.run(
    { program: "tail", args: ["-n", newestLines, "--", path], timeoutMs: commandTimeoutMs },
    signal,
  );
  if (!run.ok) return unknown(`${path}: ${run.failure.reason}`, [run.evidence]);
  if (run.value.exitCode !== 0) {
    const facts = await ports.files.stat(path);
    const isThere = facts.ok || facts.failure.reason !== "not-found";
    return unknown(isThere ? `${path} cannot be read` : `there is no ${path}`, [run.evidence]);
  }
  const lines = run.value.stdout.split("\n").flatMap((line) => parseLogLine(line) ?? []);
  return known({ name: path, lines }, [run.evidence]);
}

/** `/tmp/openclaw/openclaw-2026-11-20.log`, with the profile's name before the day; names sort by day. */
async function newestLogFile(ports: Ports, profile: string | null): Promise<string | null> {
  const { tempDir, uid } = ports.facts;
  for (const folder of ["/tmp/openclaw", `${tempDir}/openclaw-${uid}`]) {
    const prefix = profile === null ? "openclaw-" : `openclaw-${profile}-`;
    const names = await ports.files.list(folder);
    const newest = (names.ok ? names.value : [])
      .filter((name) => name.startsWith(prefix) && /^\d{4}-\d\d-\d\d\.log$/.test(name.slice(prefix.length)))
      .toSorted()
      .at(-1);
    const path = newest === undefined ? null : `${folder}/${newest}`;
    const facts = path === null ? null : await ports.files.stat(path);
    // The folder is in a place that every user may write to: somebody else's log says nothing of this gateway.
    if (path !== null && facts?.ok === true && facts.value.uid === uid) return path;
  }
  return null;
}
