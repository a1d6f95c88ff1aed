import type { Finding } from "../model/finding.ts";
import type { RungId } from "../model/ids.ts";
import type { RungResult } from "../model/ladder.ts";

/** The rung up to which a failure counts as a fault even where no rule explains it. */
const lastEssential: RungId = "rpc-health";

/** The lowest rung up to `rpc-health` that failed; undefined when none did. */
export function failedEssential(results: readonly RungResult[]): RungResult | undefined {
  const end = results.findIndex(({ id }) => id === lastEssential);
  return results.slice(0, end + 1).find(({ state }) => state === "fail");
}

/**
 * Whether the ladder can say that nothing is wrong: the gateway's answer to a login was seen, or, where there was
 * a reason not to log in, its answer about readiness. Any other rung may be unknown beside that.
 */
export function isJudged(results: readonly RungResult[]): boolean {
  const stateOf = (id: RungId): RungResult["state"] =>
    results.find((result) => result.id === id)?.state ?? "unknown";
  const isSeen = (id: RungId): boolean => ["ok", "warn", "fail"].includes(stateOf(id));
  return isSeen("auth") || (stateOf("auth") === "skipped" && isSeen("http-ready"));
}

/** Findings that make a run end with exit code 1, and that badges count. */
export function countsAsFault(finding: Finding): boolean {
  return finding.severity !== "info";
}
