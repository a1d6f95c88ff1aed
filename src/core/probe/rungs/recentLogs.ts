import { known, type Fact } from "../../model/fact.ts";
import type { EvidenceId } from "../../model/ids.ts";
import type { LogLine } from "../../model/logLine.ts";
import { parseLogsTail } from "../../parse/logLine.ts";
import { readJournal, readLogFile } from "../gatewayLog.ts";
import { rpcOf } from "../rpc.ts";
import { configOf, gatewayOf } from "../targetGateway.ts";
import type { Climb, Rung, RungOutcome } from "../rung.ts";
import { climbed, unclear } from "../rungOutcome.ts";
import { httpReady } from "./httpReady.ts";
import { rpcHealth } from "./rpcHealth.ts";
import { supervisor } from "./supervisor.ts";

export type { LogLine } from "../../model/logLine.ts";

/** The newest lines of the gateway's own log, redacted. */
export interface RecentLogsFact {
  readonly source: "rpc" | "file" | "journal";
  readonly name: string;
  readonly lines: readonly LogLine[];
  /**
   * Epoch milliseconds of the running gateway's start: older lines are left out, since what they tell is over. Null
   * while no gateway runs.
   */
  readonly since?: number | null;
  /**
   * True when a line may be another gateway's: all gateways of a user that have no profile share one file, whatever
   * their state directories.
   */
  readonly isShared?: boolean;
}

/** A gateway counts its uptime from when it starts to serve, a few seconds after its first lines. */
const bootMs = 5_000;

export const recentLogs: Rung<RecentLogsFact> = {
  id: "recent-logs",
  title: "Recent log lines",
  layer: "meta",
  after: [rpcHealth, supervisor],
  isQuick: false,
  timeoutMs: 10_000,
  async climb(context, signal) {
    const since = startOf(context);
    const dialog = rpcOf(context);
    if (dialog !== null) {
      const answer = await dialog.call("logs.tail", { limit: 200 }, 5_000, signal);
      if (answer.ok) {
        const { file, lines } = parseLogsTail(answer.value);
        return judge(context, "rpc", file ?? "logs.tail", lines, since, [answer.evidence]);
      }
    }
    const service = context.factOf(supervisor);
    const serving = service.known ? service.value.serving : null;
    const { place } = context;
    const journal = serving === null || place === null ? null : await readJournal(place, serving, signal);
    if (journal?.known === true && journal.value.lines.length > 0) {
      return judge(context, "journal", journal.value.name, journal.value.lines, since, journal.evidence);
    }
    const file = await readLogFile(context, signal);
    if (file.known) return judge(context, "file", file.value.name, file.value.lines, since, file.evidence);
    const evidence = [...(journal?.evidence ?? []), ...file.evidence];
    if (journal?.known === true) return judge(context, "journal", journal.value.name, [], since, evidence);
    return unclear("not-visible", evidence, file.reason);
  },
};

function startOf({ factOf, ports }: Climb): number | null {
  const ready: Fact<{ readonly uptimeMs: number | null }> = factOf(httpReady);
  if (!ready.known || ready.value.uptimeMs === null) return null;
  return ports.clock.now() - ready.value.uptimeMs - bootMs;
}

/** Why the log may tell of another gateway than the target; null when it does not. */
function doubtOf({ snapshot, target }: Climb, source: RecentLogsFact["source"]): string | null {
  if (source === "journal") return null;
  const config = configOf(snapshot, target.namespace);
  const stateDir = gatewayOf(snapshot, target)?.stateDir ?? null;
  if (
    source === "file" &&
    config !== null &&
    config.port.value !== target.port &&
    stateDir !== config.stateDir
  ) {
    return `This is the log of the config here, which is for port ${config.port.value}.`;
  }
  const hasOwnFile = (config?.logFile ?? null) !== null || (config?.profile ?? null) !== null;
  const isShared = !hasOwnFile && snapshot.gateways.some(({ id }) => id !== target.id);
  return isShared ? "Other gateways of this user write to the same file." : null;
}

function judge(
  context: Climb,
  source: RecentLogsFact["source"],
  name: string,
  all: readonly LogLine[],
  since: number | null,
  evidence: readonly EvidenceId[],
): RungOutcome<RecentLogsFact> {
  const { ports } = context;
  const doubt = doubtOf(context, source);
  const lines = all
    .filter(({ at }) => since === null || at === null || at >= since)
    .map((line) => ({ ...line, message: ports.secrets.redact(line.message) }));
  const bad = lines.filter(({ level }) => level === "error" || level === "fatal").length;
  const count = lines.length === 1 ? "1 line" : `${lines.length} lines`;
  const when = since === null ? "" : " since its start";
  const errors = bad === 0 ? "" : `, ${bad} of them ${bad === 1 ? "an error" : "errors"}`;
  return climbed(
    "ok",
    `${count}${when} in ${name}${errors}`,
    known({ source, name, lines, since, isShared: doubt !== null }, evidence),
    doubt === null ? [] : [doubt],
  );
}
