import type { Gateway } from "../../model/gateway.ts";
import type { Listener } from "../../model/listener.ts";
import type { Rung } from "../rung.ts";

/** Who holds the target's port, in every network that the target's address can mean. */
export interface ListenersFact {
  readonly onPort: readonly Listener[];
  /** `unseen` = somebody listens, but the owner may not be read from here. */
  readonly holder: "nobody" | "target-gateway" | "other-gateway" | "foreign" | "unseen";
  /** The gateway on the port, when one was recognised. */
  readonly gateway: Gateway | null;
  /** Other gateways of the same user that were seen to run. */
  readonly otherGateways: readonly Gateway[];
}

export const listeners: Rung<ListenersFact> = {
  id: "listeners",
  title: "Who owns the port",
  layer: "port",
  after: [],
  isQuick: true,
  timeoutMs: 3_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
