import type { Rung } from "../rung.ts";
import { rpcHealth } from "./rpcHealth.ts";
import { supervisor } from "./supervisor.ts";

/** The newest lines of the gateway's own log, redacted. */
export interface RecentLogsFact {
  readonly source: "rpc" | "file" | "journal";
  readonly name: string;
  readonly lines: readonly LogLine[];
}

/** One line of a gateway log. */
export interface LogLine {
  /** Epoch milliseconds, or null. */
  readonly at: number | null;
  readonly level: string;
  readonly subsystem: string;
  readonly message: string;
}

export const recentLogs: Rung<RecentLogsFact> = {
  id: "recent-logs",
  title: "Recent log lines",
  layer: "meta",
  after: [rpcHealth, supervisor],
  isQuick: false,
  timeoutMs: 10_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
