import type { Rung } from "../rung.ts";
import { auth } from "./auth.ts";

/** What the `health` method answered. */
export interface RpcHealthFact {
  readonly ok: boolean;
  readonly failedPlugins: readonly string[];
  /** `active`, or why the running config may differ from the file. */
  readonly hotReload: string | null;
  readonly eventLoopDegraded: boolean;
}

export const rpcHealth: Rung<RpcHealthFact> = {
  id: "rpc-health",
  title: "Health over RPC",
  layer: "network",
  after: [auth],
  isQuick: true,
  timeoutMs: 6_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
