import type { Rung } from "../rung.ts";
import { listeners } from "./listeners.ts";

/** Whether the port accepts connections, per address family; the two loopbacks are asked apart. */
export interface TcpFact {
  readonly ipv4: "open" | "refused" | "timed-out" | "failed";
  readonly ipv6: "open" | "refused" | "timed-out" | "failed" | "not-asked";
  readonly detail: string;
}

export const tcp: Rung<TcpFact> = {
  id: "tcp",
  title: "TCP connection",
  layer: "network",
  after: [listeners],
  isQuick: true,
  timeoutMs: 4_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
