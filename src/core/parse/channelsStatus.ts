import * as z from "zod/mini";
import { flag, list } from "./tolerant.ts";

/** What `channels.status`, or `openclaw channels status --json`, says of the configured channels. */
export interface ChannelsStatus {
  /** False when the command line could only read the config, because it did not reach the gateway. */
  readonly reachable: boolean;
  readonly configured: readonly string[];
  readonly issues: readonly ChannelStatusIssue[];
}

/** One thing wrong with one channel account. */
export interface ChannelStatusIssue {
  readonly channel: string;
  readonly account: string;
  /** `runtime`, `config`, `auth` … */
  readonly kind: string;
  readonly message: string;
}

const issue = z.object({
  channel: z.string(),
  accountId: z.catch(z.string(), "default"),
  kind: z.catch(z.string(), "runtime"),
  message: z.catch(z.string(), ""),
});

const answer = z.union([
  z.object({ channelOrder: z.array(z.string()), statusIssues: list(issue) }),
  z.object({ gatewayReachable: z.literal(false), configuredChannels: list(z.string()) }),
]);

const configuredFlags = z.object({
  channels: z.catch(z.record(z.string(), z.catch(z.object({ configured: flag }), { configured: null })), {}),
});

/** Reads the answer; null when it is something else. Secrets are not in it, but `lastError` texts may quote any. */
export function parseChannelsStatus(value: unknown): ChannelsStatus | null {
  const read = answer.safeParse(value);
  if (!read.success) return null;
  if ("gatewayReachable" in read.data) {
    return { reachable: false, configured: read.data.configuredChannels, issues: [] };
  }
  const { channelOrder, statusIssues } = read.data;
  const { channels } = configuredFlags.parse(value);
  return {
    reachable: true,
    configured: channelOrder.filter((id) => channels[id]?.configured !== false),
    issues: statusIssues.map(({ channel, accountId, kind, message }) => ({
      channel,
      account: accountId,
      kind,
      message,
    })),
  };
}
