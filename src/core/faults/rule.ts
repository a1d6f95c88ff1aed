import type { Fact } from "../model/fact.ts";
import type { FaultLayer, FindingLocation, FirstAction } from "../model/finding.ts";
import type { EvidenceId, FaultId, RungId } from "../model/ids.ts";
import type { Confidence, Severity } from "../model/severity.ts";
import type { Scene } from "./scene.ts";

/** A fact that a rule cannot do without. While it is unknown, the rule's answer is `unknown`. */
export type Need<T> = (scene: Scene) => Fact<T>;

/** What a rule found, in the words of this case. */
export interface Match {
  readonly confidence: Confidence;
  /** Replaces the rule's title when the case has a more telling one. */
  readonly title?: string;
  readonly explanation: string;
  readonly location?: FindingLocation | null;
  readonly firstAction?: FirstAction;
  /** What the words rest on beyond the rule's needs; the verdict itself does not. */
  readonly evidence?: readonly EvidenceId[];
}

/**
 * A line of text that shows the fault: an exact piece of it, or a pattern. A piece is also found where a box or a
 * terminal wrapped it. A pattern sees the whole text, so it names `\n` where it goes on to the next line, and it
 * bounds its gaps (`.{0,80}`, never `.*`): a pasted log may be one line of megabytes.
 */
export interface Signal {
  readonly match: string | RegExp;
  /** A later line that shows the fault is over: what was found becomes history. */
  readonly recoveredBy?: RegExp;
  /** The line is not this fault when this matches it too. */
  readonly unless?: RegExp;
  /** The line that names the fault is one that the user typed. */
  readonly isTyped?: boolean;
}

/** One entry of the catalogue. Pure: a function of the scene, and of text for `explain` and the log views. */
export interface FaultRule {
  readonly id: FaultId;
  readonly layer: FaultLayer;
  readonly severity: Severity;
  readonly title: string;
  /** What it means, for `explain`, where the case's own words are not known. */
  readonly meaning: string;
  readonly firstAction: FirstAction;
  /** The rung whose failure it explains; findings are ordered by it. */
  readonly explains: RungId;
  /** Findings that are mere consequences of this one. */
  readonly suppresses: readonly FaultId[];
  readonly sources: readonly string[];
  readonly signals: readonly Signal[];
  readonly needs: Readonly<Record<string, Need<unknown>>>;
  find(facts: Readonly<Record<string, unknown>>, scene: Scene): Match | null;
}

type Values<N> = { readonly [K in keyof N]: N[K] extends Need<infer T> ? T : never };

/** A rule as its file writes it, with the facts of `find` typed by `needs`. */
export interface RuleDefinition<N extends Readonly<Record<string, Need<unknown>>>> extends Omit<
  FaultRule,
  "needs" | "find" | "suppresses" | "signals"
> {
  readonly suppresses?: readonly FaultId[];
  readonly signals?: readonly Signal[];
  readonly needs: N;
  find(facts: Values<N>, scene: Scene): Match | null;
}

export function defineRule<N extends Readonly<Record<string, Need<unknown>>>>(
  definition: RuleDefinition<N>,
): FaultRule {
  return {
    suppresses: [],
    signals: [],
    ...definition,
    find: (facts, scene) => definition.find(facts as Values<N>, scene),
  };
}
