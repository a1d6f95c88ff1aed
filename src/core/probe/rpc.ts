import type { ObservedDialog } from "../ports/observed.ts";
import type { CallFailure } from "../ports/gatewayDialog.ts";
import type { EvidenceId } from "../model/ids.ts";
import type { Climb, RungOutcome } from "./rung.ts";
import { unclear } from "./rungOutcome.ts";
import { auth } from "./rungs/auth.ts";

/** The shared connection once the gateway has accepted it; null while there is none to ask over. */
export function rpcOf({ factOf, shared }: Climb): ObservedDialog | null {
  const accepted = factOf(auth);
  return accepted.known && accepted.value.accepted ? shared.dialog : null;
}

/** A call that gave no result leaves its rung unknown: the gateway was reached, only this is not known. */
export function unansweredCall<T>(failure: CallFailure, evidence: readonly EvidenceId[]): RungOutcome<T> {
  if (failure.reason === "not-recorded") return unclear("not-recorded", evidence);
  if (failure.reason === "aborted") return unclear("cancelled", evidence);
  if (failure.reason === "timed-out") return unclear("timed-out", evidence);
  return unclear(isMissingScope(failure) ? "missing-scope" : "needs-rpc", evidence, failure.detail);
}

/** Releases of early 2026 refuse with `INVALID_REQUEST` and only the message tells. */
export function isMissingScope({ code, detail }: CallFailure): boolean {
  return code === "FORBIDDEN" || /missing scope/.test(detail);
}
