import { unknown, type Fact } from "../model/fact.ts";
import type { EvidenceId } from "../model/ids.ts";
import type { RungState } from "../model/ladder.ts";
import { reasonText, type Reason } from "./reason.ts";
import type { RungOutcome } from "./rung.ts";

/** A rung that was climbed and can be judged. */
export function climbed<T>(
  state: Exclude<RungState, "skipped" | "unknown">,
  verdict: string,
  fact: Fact<T>,
  notes: readonly string[] = [],
): RungOutcome<T> {
  return { state, reason: null, verdict, notes, fact };
}

/** A rung that was not climbed, and need not be. */
export function skipped<T>(
  reason: Reason,
  fact: Fact<T> = unknown(reason),
  verdict: string = reasonText[reason],
): RungOutcome<T> {
  return { state: "skipped", reason, verdict, fact };
}

/** A rung whose question stays open; `detail` says more than the reason does. */
export function unclear<T>(
  reason: Reason,
  evidence: readonly EvidenceId[] = [],
  detail = "",
  fact: Fact<T> = unknown(detail === "" ? reason : `${reason}: ${detail}`, evidence),
): RungOutcome<T> {
  const verdict = detail === "" ? reasonText[reason] : `${reasonText[reason]}: ${detail}`;
  return { state: "unknown", reason, verdict, fact };
}
