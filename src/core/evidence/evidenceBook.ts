import type { Evidence } from "../model/evidence.ts";
import type { EvidenceId } from "../model/ids.ts";

/** Collects the evidence of one run. The same question asked again replaces its earlier answer. */
export class EvidenceBook {
  readonly #entries = new Map<EvidenceId, Evidence>();

  add(entry: Evidence): void {
    this.#entries.set(entry.id, entry);
  }

  get(id: EvidenceId): Evidence | undefined {
    return this.#entries.get(id);
  }

  /** Everything so far, in the order in which the questions were first put. */
  all(): readonly Evidence[] {
    return [...this.#entries.values()];
  }
}
