import type { Finding } from "../core/model/finding.ts";
import type { Store } from "../core/store.ts";

/** The finding that a row, the panel or nothing at all names; without a name it is the headline. */
export function chosenFinding(store: Store, argument: unknown): Finding | undefined {
  const findings = store.state.diagnosis?.findings ?? [];
  const name =
    typeof argument === "string"
      ? argument
      : typeof argument === "object" && argument !== null && "copyValue" in argument
        ? argument.copyValue
        : null;
  return name === null ? findings[0] : findings.find(({ id }) => id === name);
}
