import { connect } from "node:net";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { NetworkFailure, Tcp } from "../../core/ports/network.ts";
import { networkFailure } from "./networkFailure.ts";

/** Opens TCP connections and closes them at once; nothing is sent. */
export const tcpConnect: Tcp = {
  async connect(host, port, timeoutMs, signal) {
    if (signal.aborted) return failed({ reason: "aborted", detail: "cancelled" });
    return new Promise<Outcome<{ elapsedMs: number }, NetworkFailure>>((resolve) => {
      const started = performance.now();
      const socket = connect({ host, port });
      const finish = (outcome: Outcome<{ elapsedMs: number }, NetworkFailure>): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
        socket.destroy();
        resolve(outcome);
      };
      const onAbort = (): void => finish(failed({ reason: "aborted", detail: "cancelled" }));
      const timer = setTimeout(() => {
        finish(
          failed({ reason: "timed-out", detail: `no connection to ${host}:${port} in ${timeoutMs} ms` }),
        );
      }, timeoutMs);
      signal.addEventListener("abort", onAbort, { once: true });
      socket.once("connect", () => finish(success({ elapsedMs: performance.now() - started })));
      // Stays on: a destroyed socket may still report an error.
      socket.on("error", (error) => finish(failed(networkFailure(error))));
    });
  },
};
