import type { RungId } from "../model/ids.ts";
import type { RungResult, RungState } from "../model/ladder.ts";
import { elapsedText } from "./durationText.ts";

/** One rung as a line: mark, title, time, what it says. */
export interface LadderRow {
  readonly id: RungId;
  readonly title: string;
  readonly state: RungState;
  /** The state as a word, so that a mark or a colour never stands alone. */
  readonly stateWord: string;
  /** Empty for a rung that was not climbed. */
  readonly elapsed: string;
  readonly text: string;
  readonly notes: readonly string[];
}

export const stateWords: Readonly<Record<RungState, string>> = {
  ok: "ok",
  warn: "warning",
  fail: "failed",
  skipped: "skipped",
  unknown: "unknown",
};

export function ladderRow(result: RungResult): LadderRow {
  return {
    id: result.id,
    title: result.title,
    state: result.state,
    stateWord: stateWords[result.state],
    elapsed: result.state === "skipped" ? "" : elapsedText(result.elapsedMs),
    text: result.verdict,
    notes: result.notes,
  };
}
