/** How bad a fault is. Decided once, in the rule. */
export type Severity = "error" | "warning" | "info";

/** How sure a finding is: seen directly, matched by a signal, or inferred. */
export type Confidence = "confirmed" | "matched" | "suspected";

/** What the first action can cost: nothing, a reversible edit, an interruption, lost data. */
export type Risk = "read" | "soft" | "disruptive" | "destructive";

export const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

export const confidenceRank: Readonly<Record<Confidence, number>> = {
  confirmed: 0,
  matched: 1,
  suspected: 2,
};
