import type { ConnectFailure, Hello } from "../../ports/gatewayDialog.ts";
import type { Rung } from "../rung.ts";
import { wsHandshake } from "./wsHandshake.ts";
import { httpReady } from "./httpReady.ts";

/** How the gateway answered the credential that a client here would send. */
export interface AuthFact {
  readonly accepted: boolean;
  readonly failure: ConnectFailure | null;
  /** Id of the token source whose credential was sent; null when none was sent. */
  readonly sourceId: string | null;
  readonly fingerprint: string | null;
  readonly hello: Hello | null;
}

export const auth: Rung<AuthFact> = {
  id: "auth",
  title: "Authentication",
  layer: "auth",
  after: [wsHandshake, httpReady],
  isQuick: true,
  timeoutMs: 12_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
