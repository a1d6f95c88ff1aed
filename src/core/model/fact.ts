import type { EvidenceId } from "./ids.ts";

/**
 * Something the product knows, or knows that it does not know, with the evidence it rests on.
 * Absence of evidence is never a value: a reader must look at `known` first.
 */
export type Fact<T> = KnownFact<T> | UnknownFact;

export interface KnownFact<T> {
  readonly known: true;
  readonly value: T;
  readonly evidence: readonly EvidenceId[];
}

export interface UnknownFact {
  readonly known: false;
  /** Why it is not known, as a short phrase: "permission denied", "not in the recording". */
  readonly reason: string;
  readonly evidence: readonly EvidenceId[];
}

export function known<T>(value: T, evidence: readonly EvidenceId[] = []): KnownFact<T> {
  return { known: true, value, evidence };
}

export function unknown(reason: string, evidence: readonly EvidenceId[] = []): UnknownFact {
  return { known: false, reason, evidence };
}

/** Applies `map` to the value of a known fact; an unknown fact passes through. */
export function mapFact<T, U>(fact: Fact<T>, map: (value: T) => U): Fact<U> {
  return fact.known ? known(map(fact.value), fact.evidence) : fact;
}
