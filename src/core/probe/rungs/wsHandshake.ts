import { known } from "../../model/fact.ts";
import type { DialFailure } from "../../ports/gatewayDialog.ts";
import type { Rung } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { httpLive } from "./httpLive.ts";

/** Whether the address speaks the gateway's WebSocket protocol. */
export interface WsHandshakeFact {
  readonly challenged: boolean;
  readonly failure: DialFailure | null;
}

export const wsHandshake: Rung<WsHandshakeFact> = {
  id: "ws-handshake",
  title: "WebSocket handshake",
  layer: "network",
  after: [httpLive],
  isQuick: true,
  timeoutMs: 8_000,
  async climb({ target, ports, factOf, shared }, signal) {
    const live = factOf(httpLive);
    if (!live.known) return skipped("needs-http");
    // What does not answer as a gateway over HTTP is not asked further: it is somebody else's program, or frozen.
    if (live.value.answer !== "live") {
      return skipped(live.value.answer === "refused" ? "needs-tcp" : "needs-http");
    }
    const started = ports.clock.elapsed();
    const dial = await ports.gateways.dial(target.url, 7_000, signal);
    const evidence = [dial.evidence];
    if (dial.ok) {
      if (signal.aborted) {
        await dial.value.close();
        return unclear("cancelled", evidence);
      }
      shared.dialog = dial.value;
      const ms = Math.round(ports.clock.elapsed() - started);
      return climbed("ok", `challenged in ${ms} ms`, known({ challenged: true, failure: null }, evidence));
    }
    if (dial.failure.reason === "not-recorded") return unclear("not-recorded", evidence);
    return climbed(
      "fail",
      verdictOf(dial.failure),
      known({ challenged: false, failure: dial.failure }, evidence),
    );
  },
};

function verdictOf(failure: DialFailure): string {
  if (failure.reason === "upgrade-rejected") {
    return `refuses the WebSocket upgrade with HTTP ${failure.status}`;
  }
  if (failure.reason === "no-challenge") return "opens the WebSocket and sends no challenge";
  if (failure.reason === "closed") {
    const { code, reason } = failure.close;
    return `closes the WebSocket with ${code}${reason === "" ? "" : ` (${reason})`}`;
  }
  return failure.detail === "" ? failure.reason : failure.detail;
}
