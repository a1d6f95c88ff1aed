import type { GatewayId, NamespaceId } from "./ids.ts";

/** The gateway that a ladder is climbed for; it may not be running. */
export interface Target {
  readonly id: GatewayId;
  readonly namespace: NamespaceId;
  readonly host: string;
  readonly port: number;
  /** `ws://` address that clients use from the vantage. */
  readonly url: string;
  /**
   * What named it: `--target`, `OPENCLAW_GATEWAY_URL`, `OPENCLAW_GATEWAY_PORT`, `config`,
   * `state-directory` where a gateway runs on it and its config is broken, `only-gateway`, or `default-port`
   * where nothing runs and no file names a port.
   */
  readonly chosenBy: string;
}
