import type { Rung } from "../rung.ts";
import { auth } from "./auth.ts";

/** What waits for approval. */
export interface PairingFact {
  readonly devices: readonly WaitingDevice[];
  readonly senders: readonly WaitingSender[];
}

/** A device whose pairing request nobody has answered. */
export interface WaitingDevice {
  readonly requestId: string;
  readonly client: string;
  readonly role: string;
  readonly isRepair: boolean;
  /** Epoch milliseconds. */
  readonly since: number | null;
}

/** Somebody who wrote to a channel and waits to be let in. */
export interface WaitingSender {
  readonly channel: string;
  readonly count: number;
}

export const pairing: Rung<PairingFact> = {
  id: "pairing",
  title: "Devices and senders waiting",
  layer: "auth",
  after: [auth],
  isQuick: true,
  timeoutMs: 5_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
