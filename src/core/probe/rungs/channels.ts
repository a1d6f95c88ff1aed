import type { Rung } from "../rung.ts";
import { rpcHealth } from "./rpcHealth.ts";

/** What `channels.status` says of every configured channel account. */
export interface ChannelsFact {
  readonly source: "rpc" | "cli";
  readonly configured: readonly string[];
  readonly issues: readonly ChannelIssue[];
}

/** One thing wrong with one channel account. */
export interface ChannelIssue {
  readonly channel: string;
  readonly account: string;
  readonly kind: string;
  readonly message: string;
}

export const channels: Rung<ChannelsFact> = {
  id: "channels",
  title: "Channels",
  layer: "channel",
  after: [rpcHealth],
  isQuick: false,
  timeoutMs: 70_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
