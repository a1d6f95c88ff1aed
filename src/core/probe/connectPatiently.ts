import type { EvidenceId } from "../model/ids.ts";
import type { ConnectFailure, ConnectRequest, Hello } from "../ports/gatewayDialog.ts";
import type { Climb } from "./rung.ts";

/** A gateway's listener is up for a second or two before it takes connections. */
const patienceMs = 4_000;
const defaultRetryMs = 500;

/**
 * Logs in over the shared connection. A gateway that says it is starting is asked again, on a fresh connection and
 * after the pause it asks for, for a few seconds; every other refusal is final.
 */
export async function connectPatiently(
  { target, ports, shared }: Climb,
  request: ConnectRequest,
  signal: AbortSignal,
): Promise<{
  readonly answer: { readonly hello: Hello | null; readonly failure: ConnectFailure | null };
  readonly evidence: readonly EvidenceId[];
}> {
  const evidence = new Set<EvidenceId>();
  const giveUpAt = ports.clock.elapsed() + patienceMs;
  let failure: ConnectFailure | null = null;
  while (shared.dialog !== null) {
    const connected = await shared.dialog.connect(request, signal);
    evidence.add(connected.evidence);
    if (connected.ok) return { answer: { hello: connected.value, failure: null }, evidence: [...evidence] };
    failure = connected.failure;
    await shared.dialog.close();
    shared.dialog = null;
    const pauseMs = Math.max(failure.retryAfterMs ?? defaultRetryMs, 100);
    const isTransient = failure.reason === "starting" || failure.reason === "restarting";
    if (!isTransient || ports.clock.elapsed() + pauseMs > giveUpAt) break;
    await ports.clock.sleep(pauseMs, signal);
    const redialled = await ports.gateways.dial(target.url, 3_000, signal);
    evidence.add(redialled.evidence);
    if (!redialled.ok) break;
    if (signal.aborted) await redialled.value.close();
    else shared.dialog = redialled.value;
  }
  return { answer: { hello: null, failure }, evidence: [...evidence] };
}
