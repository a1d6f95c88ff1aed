import type { RungId } from "../core/model/ids.ts";
import type { RungResult } from "../core/model/ladder.ts";
import { ladderRow } from "../core/present/ladderModel.ts";
import { headlineOfRun } from "../core/present/headlineModel.ts";
import type { Disposable } from "../core/base/disposable.ts";
import type { Log } from "../core/ports/machine.ts";
import type { Climbing, Store } from "../core/store.ts";
import type { ProbeRun } from "../core/probeRun.ts";

/** Writes each rung to the log channel as it ends, the evidence at debug level, the headline last. */
export function writeLadderTo(log: Log, store: Store): Disposable {
  let climbing: Climbing | null = null;
  let told = new Set<RungId>();
  let lastRun: ProbeRun | null = null;
  return store.onDidChange((state) => {
    if (state.climbing !== null && state.climbing.startedAt !== climbing?.startedAt) {
      log.info(`Ladder of ${state.climbing.target.id} at ${state.climbing.target.url}`);
      told = new Set(state.climbing.results.keys());
    }
    climbing = state.climbing;
    for (const result of climbing?.results.values() ?? []) {
      if (told.has(result.id)) continue;
      told.add(result.id);
      writeRung(log, result);
    }
    const { run } = state;
    if (run === null || run === lastRun) return;
    lastRun = run;
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
