import { known, type Fact } from "../../model/fact.ts";

/** Both facts at once; unknown while either is. */
export function both<A, B>(first: Fact<A>, second: Fact<B>): Fact<readonly [A, B]> {
  if (!first.known) return first;
  if (!second.known) return { ...second, evidence: [...first.evidence, ...second.evidence] };
  return known([first.value, second.value], [...first.evidence, ...second.evidence]);
}

/** A fact together with one that can add to it and is null while unknown. */
export function withMore<A, B>(fact: Fact<A>, more: Fact<B>): Fact<readonly [A, B | null]> {
  return both(fact, more.known ? more : known(null));
}
