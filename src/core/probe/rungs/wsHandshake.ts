import type { DialFailure } from "../../ports/gatewayDialog.ts";
import type { Rung } from "../rung.ts";
import { httpLive } from "./httpLive.ts";

/** Whether the address speaks the gateway's WebSocket protocol. */
export interface WsHandshakeFact {
  readonly challenged: boolean;
  readonly failure: DialFailure | null;
}

export const wsHandshake: Rung<WsHandshakeFact> = {
  id: "ws-handshake",
  title: "WebSocket handshake",
  layer: "network",
  after: [httpLive],
  isQuick: true,
  timeoutMs: 8_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
