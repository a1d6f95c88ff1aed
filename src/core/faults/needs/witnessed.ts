import { known, unknown, type Fact } from "../../model/fact.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** Answers that say nothing about what was asked. */
const noAnswer = new Set(["not-recorded", "no-permission", "timed-out", "aborted"]);

/**
 * Rests a value of the snapshot on the evidence of the questions that match. Discovery leaves out what it could not
 * see, so the value is unknown where one of those questions got no answer.
 */
export function witnessed<T>(snapshot: Snapshot, questions: RegExp, value: T): Fact<T> {
  const asked = snapshot.evidence.filter(({ what }) => questions.test(what));
  const evidence = asked.map(({ id }) => id);
  const open = asked.find(({ status }) => noAnswer.has(status));
  if (open !== undefined) return unknown(`${open.what}: ${open.status}`, evidence);
  return known(value, evidence);
}
