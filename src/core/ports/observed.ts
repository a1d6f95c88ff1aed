import type { Outcome } from "../base/outcome.ts";
import type { EvidenceId } from "../model/ids.ts";
import type { Commands } from "./commands.ts";
import type { Door, GuestFailure } from "./door.ts";
import type { Files } from "./files.ts";
import type {
  CallFailure,
  ConnectFailure,
  ConnectRequest,
  DialFailure,
  GatewayDialog,
  Hello,
} from "./gatewayDialog.ts";
import type { Clock, Log, MachineFacts, SecretVault } from "./machine.ts";
import type { Http, Tcp } from "./network.ts";
import type { Processes } from "./processes.ts";

/** An answer together with the evidence it left. */
export type Witnessed<O> = O & { readonly evidence: EvidenceId };

/** A port whose every asking method names its evidence. */
export type Observed<P> = {
  readonly [K in keyof P]: P[K] extends (...args: infer A) => Promise<infer O>
    ? (...args: A) => Promise<Witnessed<O>>
    : P[K];
};

/** The ports as the core uses them. */
export interface Ports {
  readonly facts: MachineFacts;
  readonly commands: Observed<Commands>;
  readonly files: Observed<Files>;
  readonly processes: Observed<Processes>;
  readonly http: Observed<Http>;
  readonly tcp: Observed<Tcp>;
  readonly gateways: ObservedGateways;
  readonly guests: ObservedGuests;
  readonly secrets: SecretVault;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ObservedGateways {
  dial(
    url: string,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Witnessed<Outcome<ObservedDialog, DialFailure>>>;
}

export interface ObservedDialog extends Pick<GatewayDialog, "challenge" | "close"> {
  connect(request: ConnectRequest, signal: AbortSignal): Promise<Witnessed<Outcome<Hello, ConnectFailure>>>;
  call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Witnessed<Outcome<unknown, CallFailure>>>;
}

export interface ObservedGuests {
  /** The evidence of what the guest answers names its namespace. */
  enter(door: Door, signal: AbortSignal): Promise<Witnessed<Outcome<Ports, GuestFailure>>>;
}
