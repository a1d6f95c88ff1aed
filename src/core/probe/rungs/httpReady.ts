import type { Rung } from "../rung.ts";
import { httpLive } from "./httpLive.ts";

/** What `/startupz` and `/readyz` answered. */
export interface HttpReadyFact {
  readonly startup: "started" | "starting" | "draining" | "not-a-gateway";
  readonly version: string | null;
  readonly uptimeMs: number | null;
  readonly pendingReason: string | null;
  readonly ready: boolean | null;
  /** Parts that `/readyz` names as failing: `startup-sidecars`, or channel ids. */
  readonly failing: readonly string[];
}

export const httpReady: Rung<HttpReadyFact> = {
  id: "http-ready",
  title: "Readiness over HTTP",
  layer: "network",
  after: [httpLive],
  isQuick: true,
  timeoutMs: 5_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
