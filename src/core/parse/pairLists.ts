import * as z from "zod/mini";
import { flag, list, number, text } from "./tolerant.ts";

/** A device or node whose pairing request nobody has answered. */
export interface PendingPairing {
  readonly requestId: string;
  /** What the device calls itself, else its client id. */
  readonly client: string;
  readonly role: string;
  readonly isRepair: boolean;
  /** Epoch milliseconds. */
  readonly since: number | null;
}

const pending = z.object({
  requestId: z.string(),
  displayName: text,
  clientId: text,
  role: text,
  isRepair: flag,
  ts: number,
});

const answer = z.object({ pending: list(pending) });

/**
 * Reads what waits in `device.pair.list` or `node.pair.list`; null when the value is something else. Entries of
 * the node list have no role: they wait for the commands of a node that is itself paired.
 */
export function parsePairList(value: unknown): readonly PendingPairing[] | null {
  const read = answer.safeParse(value);
  if (!read.success) return null;
  return read.data.pending.map(({ requestId, displayName, clientId, role, isRepair, ts }) => ({
    requestId,
    client: displayName ?? clientId ?? "unknown",
    role: role ?? "node",
    isRepair: isRepair ?? false,
    since: ts,
  }));
}

const senders = z.object({ requests: list(z.object({ channel: z.catch(z.string(), "unknown") })) });

/** Counts, by channel, who waits in `channels.pairing.list`; null when the value is something else. */
export function parseChannelPairing(value: unknown): ReadonlyMap<string, number> | null {
  const read = senders.safeParse(value);
  if (!read.success) return null;
  const counts = new Map<string, number>();
  for (const { channel } of read.data.requests) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return counts;
}
