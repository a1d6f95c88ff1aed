import type { Outcome } from "../base/outcome.ts";
import type { SecretHandle } from "../model/secretHandle.ts";
import type { NetworkFailure } from "./network.ts";

/** Why a WebSocket could not be opened or gave no challenge. */
export type DialFailure =
  | NetworkFailure
  /** Answered the upgrade with plain HTTP: not a gateway, or a proxy without upgrade headers. */
  | { readonly reason: "upgrade-rejected"; readonly detail: string; readonly status: number }
  /** The socket opened but no `connect.challenge` came in time. */
  | { readonly reason: "no-challenge"; readonly detail: string }
  | { readonly reason: "closed"; readonly detail: string; readonly close: SocketClose };

/** How a WebSocket ended. 1006 means that no close frame came: transport, never authentication. */
export interface SocketClose {
  readonly code: number;
  readonly reason: string;
}

/** Why the gateway did not accept a `connect`; codes of the gateway's own protocol. */
export interface ConnectFailure {
  readonly reason:
    | "device-identity-required"
    | "token-missing"
    | "token-mismatch"
    | "password-missing"
    | "password-mismatch"
    | "device-token-mismatch"
    | "scope-mismatch"
    | "rate-limited"
    | "pairing-required"
    | "device-signature-rejected"
    | "device-identity-mismatch"
    | "origin-not-allowed"
    | "protocol-mismatch"
    | "invalid-frame"
    | "proxy-attribution-required"
    | "starting"
    | "auth-changed"
    | "restarting"
    | "frame-too-large"
    | "handshake-timeout"
    | "abnormal-closure"
    | "rejected"
    | "no-answer"
    | "aborted"
    | "not-recorded";
  /** The gateway's own words. */
  readonly detail: string;
  /** `error.details.code`, or `error.code` where there is none; null when the socket just closed. */
  readonly code: string | null;
  readonly close: SocketClose | null;
  /** Milliseconds after which the gateway wants to be asked again; null when it does not say. */
  readonly retryAfterMs: number | null;
  /** From `error.details` (the close reason is cut at 120 bytes). */
  readonly pairing: { readonly requestId: string; readonly reason: string; readonly deviceId: string } | null;
  /** For `protocol-mismatch`. */
  readonly expectedProtocol: number | null;
}

/** What the product sends to log in. */
export interface ConnectRequest {
  readonly client: { readonly id: string; readonly mode: string };
  readonly role: "operator" | "node";
  readonly scopes: readonly string[];
  /** Null sends no credential. The value is looked up in the vault at the last moment. */
  readonly credential: SecretHandle | null;
  readonly credentialKind: "token" | "password" | "device-token";
  /** Signs the challenge with this identity from the device store; null connects without a device. */
  readonly device: string | null;
  readonly minProtocol: number;
  readonly maxProtocol: number;
  readonly timeoutMs: number;
}

/** What the gateway says of itself when it accepts a `connect`. */
export interface Hello {
  readonly protocol: number;
  readonly version: string;
  readonly bootId: string | null;
  readonly uptimeMs: number | null;
  readonly methods: readonly string[];
  readonly authMethod: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly configPath: string | null;
  readonly stateDir: string | null;
  readonly authMode: string | null;
  /** Handle of the device token that was issued, if any. */
  readonly deviceToken: SecretHandle | null;
}

/** Why a call over an accepted connection gave no result. */
export interface CallFailure {
  readonly reason: "refused" | "timed-out" | "closed" | "aborted" | "not-recorded";
  /** The gateway's error code (`FORBIDDEN`, `INVALID_REQUEST`, `UNAVAILABLE`), or null. */
  readonly code: string | null;
  readonly detail: string;
  readonly close: SocketClose | null;
}

/** An open WebSocket to a gateway. Always close it. */
export interface GatewayDialog {
  readonly challenge: { readonly nonce: string; readonly issuedAt: number };
  connect(request: ConnectRequest, signal: AbortSignal): Promise<Outcome<Hello, ConnectFailure>>;
  /** Calls one method. The result is the gateway's JSON with secrets still in it: parse it, never show it. */
  call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Outcome<unknown, CallFailure>>;
  /** Resolves when the socket is gone; never rejects. */
  close(): Promise<void>;
}

export interface Gateways {
  /** Opens the socket and waits for the challenge; sends nothing. */
  dial(url: string, timeoutMs: number, signal: AbortSignal): Promise<Outcome<GatewayDialog, DialFailure>>;
}
