import type { Rung } from "../rung.ts";
import { rpcHealth } from "./rpcHealth.ts";

/** `status`, from the RPC or, where it cannot be reached and the user asked for it, from `openclaw status`. */
export interface CliStatusFact {
  readonly source: "rpc" | "cli";
  readonly reachable: boolean;
  readonly version: string | null;
  readonly pid: number | null;
}

export const cliStatus: Rung<CliStatusFact> = {
  id: "cli-status",
  title: "Status",
  layer: "meta",
  after: [rpcHealth],
  isQuick: false,
  timeoutMs: 70_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
