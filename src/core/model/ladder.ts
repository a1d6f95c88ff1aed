import type { Fact } from "./fact.ts";
import type { EvidenceId, RungId } from "./ids.ts";

export type RungState = "ok" | "warn" | "fail" | "skipped" | "unknown";

/** What one rung found. */
export interface RungResult {
  readonly id: RungId;
  readonly title: string;
  readonly layer: string;
  readonly state: RungState;
  /** Why it was skipped or is unknown (`quick`, `needs-rpc`, `max-wait`), or null. */
  readonly reason: string | null;
  readonly elapsedMs: number;
  /** One sentence for people: "answers in 2 ms". */
  readonly verdict: string;
  /** What is merely worth knowing; never a finding. */
  readonly notes: readonly string[];
  readonly evidence: readonly EvidenceId[];
}

/** A climbed ladder: the results in ladder order, and the typed fact each rung left for the rules. */
export interface LadderRun {
  readonly results: readonly RungResult[];
  readonly facts: ReadonlyMap<RungId, Fact<unknown>>;
}
