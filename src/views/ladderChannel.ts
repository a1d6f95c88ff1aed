import type { RungResult } from "../core/model/ladder.ts";
import { ladderRow } from "../core/present/ladderModel.ts";
import { headlineOfRun } from "../core/present/headlineModel.ts";
import type { Disposable } from "../core/base/disposable.ts";
import type { Log } from "../core/ports/machine.ts";
import type { Store } from "../core/store.ts";
import type { ProbeRun } from "../core/probeRun.ts";

/** Writes each rung to the log channel as it ends, the evidence at debug level, the headline last. */
export function writeLadderTo(log: Log, store: Store): Disposable {
  let startedAt: number | null = null;
  let lastRun: ProbeRun | null = null;
  /** Results are told apart by themselves, not by their rung, which may be climbed again. */
  let told: ReadonlySet<RungResult> = new Set();
  const tell = (results: readonly RungResult[]): void => {
    for (const result of results) if (!told.has(result)) writeRung(log, result);
    told = new Set(results);
  };
  return store.onDidChange(({ climbing, run }) => {
    if (climbing !== null) {
      const results = [...climbing.results.values()];
      if (climbing.startedAt === startedAt) tell(results);
      else {
        log.info(`Ladder of ${climbing.target.id} at ${climbing.target.url}`);
        told = new Set(results); // those of the ladder before, of which some are climbed again
      }
      startedAt = climbing.startedAt;
    }
    if (run === null || run === lastRun) return;
    lastRun = run;
    tell(run.ladder.results); // what ended after a cancellation was not told yet
    for (const { id, at, elapsedMs, status, excerpt } of run.evidence) {
      log.debug(`${new Date(at).toISOString()} ${id}: ${status}, ${elapsedMs} ms`, excerpt);
    }
    log.info(headlineOfRun(run).text);
  });
}

function writeRung(log: Log, result: RungResult): void {
  const row = ladderRow(result);
  const line = [row.stateWord.padEnd(8), row.title, row.elapsed, row.text]
    .filter((part) => part !== "")
    .join("  ");
  if (result.state === "fail") log.error(line);
  else if (result.state === "warn") log.warn(line);
  else log.info(line);
}
