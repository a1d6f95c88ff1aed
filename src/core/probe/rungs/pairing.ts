import { known } from "../../model/fact.ts";
import { parseChannelPairing, parsePairList, type PendingPairing } from "../../parse/pairLists.ts";
import { isMissingScope, rpcOf, unansweredCall } from "../rpc.ts";
import type { Rung } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { auth } from "./auth.ts";

/** What waits for approval. */
export interface PairingFact {
  readonly devices: readonly WaitingDevice[];
  readonly senders: readonly WaitingSender[];
}

/** A device whose pairing request nobody has answered. */
export type WaitingDevice = PendingPairing;

/** Somebody who wrote to a channel and waits to be let in. */
export interface WaitingSender {
  readonly channel: string;
  readonly count: number;
}

const callTimeoutMs = 4_000;

export const pairing: Rung<PairingFact> = {
  id: "pairing",
  title: "Devices and senders waiting",
  layer: "auth",
  after: [auth],
  isQuick: true,
  timeoutMs: 5_000,
  async climb(context, signal) {
    const dialog = rpcOf(context);
    if (dialog === null) return skipped("needs-rpc");
    const call = (method: string) => dialog.call(method, {}, callTimeoutMs, signal);
    const [deviceList, nodeList, channelList] = await Promise.all([
      call("device.pair.list"),
      call("node.pair.list"),
      call("channels.pairing.list"),
    ]);
    const evidence = [deviceList.evidence, nodeList.evidence, channelList.evidence];
    for (const answer of [deviceList, nodeList]) {
      if (!answer.ok) return unansweredCall(answer.failure, evidence);
    }
    const devices = deviceList.ok ? parsePairList(deviceList.value) : null;
    const nodes = nodeList.ok ? parsePairList(nodeList.value) : null;
    if (devices === null || nodes === null) return unclear("unreadable-answer", evidence);
    // Releases of early 2026 have no such method, or give it to admins only.
    const isUnasked =
      !channelList.ok && (channelList.failure.reason === "refused" || isMissingScope(channelList.failure));
    if (!channelList.ok && !isUnasked) return unansweredCall(channelList.failure, evidence);
    const senders = channelList.ok ? parseChannelPairing(channelList.value) : new Map<string, number>();
    if (senders === null) return unclear("unreadable-answer", evidence);
    // A node that is new waits in both lists under one request.
    const waiting = new Map([...nodes, ...devices].map((device) => [device.requestId, device]));
    const fact: PairingFact = {
      devices: [...waiting.values()],
      senders: [...senders].map(([channel, count]) => ({ channel, count })),
    };
    const notes = isUnasked ? ["Who waits in the channels could not be asked."] : [];
    const words = waitingWords(fact);
    return words.length === 0
      ? climbed("ok", "nobody waits for approval", known(fact, evidence), notes)
      : climbed("warn", `${words.join(" and ")} waiting for approval`, known(fact, evidence), notes);
  },
};

function waitingWords({ devices, senders }: PairingFact): readonly string[] {
  const names = devices.map(({ client, role }) => `${client} (${role})`);
  const inChannels = senders.map(({ channel, count }) => `${count} in ${channel}`);
  return [
    ...(names.length === 0 ? [] : [names.join(", ")]),
    ...(inChannels.length === 0 ? [] : [inChannels.join(", ")]),
  ];
}
