import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import { parseConnectFailure } from "../../core/parse/connectFailure.ts";
import type { SecretHandle } from "../../core/model/secretHandle.ts";
import type {
  CallFailure,
  ConnectFailure,
  ConnectRequest,
  DialFailure,
  GatewayDialog,
  Gateways,
  Hello,
} from "../../core/ports/gatewayDialog.ts";
import type { SecretVault } from "../../core/ports/machine.ts";
import type { DeviceIdentities } from "./deviceIdentity.ts";
import { parseCallError, parseHello, type ResponseFrame } from "./gatewayFrames.ts";
import { GatewaySession, type Challenge } from "./gatewaySession.ts";
import { waitFor, type Waited } from "./waitFor.ts";
import { openWebSocketWire, type WebSocketWire, type WireEnd } from "./webSocketWire.ts";

/** A refusal is followed by a close frame; this is how long to wait for it. */
const closeAfterRefusalMs = 300;

export interface GatewaySocketOptions {
  readonly vault: SecretVault & { valueOf(handle: SecretHandle): string | null };
  /** The product's version. */
  readonly version: string;
  readonly devices: DeviceIdentities;
}

/**
 * Gateways over WebSocket, protocol version 4. Not with `@openclaw/gateway-client`, which is made to stay connected:
 * it connects again on its own, where a probe has one try for each credential since wrong ones delay everybody's
 * next; it hides the challenge and the close code that the ladder tells apart; and with its schemas it takes longer
 * to load than all of this product may.
 */
export function gatewaySocket(options: GatewaySocketOptions): Gateways {
  return {
    async dial(url, timeoutMs, signal) {
      const started = performance.now();
      const session = new GatewaySession();
      const opened = await openWebSocketWire({
        url,
        timeoutMs,
        signal,
        onText: (text) => session.receive(text),
      });
      if (!opened.ok) return opened;
      const wire = opened.value;
      const restMs = Math.max(timeoutMs - (performance.now() - started), 0);
      const first = await waitFor(Promise.race([session.challenge, wire.ended]), restMs, signal);
      if (first.came === "value" && "nonce" in first.value) {
        return success(new SocketDialog(wire, session, first.value, options));
      }
      await wire.close();
      return failed(noChallenge(first as Waited<WireEnd>, session, timeoutMs));
    },
  };
}

function noChallenge(first: Waited<WireEnd>, session: GatewaySession, timeoutMs: number): DialFailure {
  if (first.came === "abort") return { reason: "aborted", detail: "cancelled" };
  if (first.came === "timeout") {
    const said = session.strayFrames > 0 ? `only other messages (${session.strayFrames})` : "no message";
    return { reason: "no-challenge", detail: `${said} within ${timeoutMs} ms` };
  }
  const { close, violation } = first.value;
  if (violation !== null) return { reason: "no-challenge", detail: violation };
  const detail = `closed before the challenge with code ${close.code}${close.reason === "" ? "" : `: ${close.reason}`}`;
  return { reason: "closed", detail, close };
}

class SocketDialog implements GatewayDialog {
  readonly challenge: Challenge;
  readonly #wire: WebSocketWire;
  readonly #session: GatewaySession;
  readonly #options: GatewaySocketOptions;

  constructor(
    wire: WebSocketWire,
    session: GatewaySession,
    challenge: Challenge,
    options: GatewaySocketOptions,
  ) {
    this.#wire = wire;
    this.#session = session;
    this.challenge = challenge;
    this.#options = options;
  }

  async connect(request: ConnectRequest, signal: AbortSignal): Promise<Outcome<Hello, ConnectFailure>> {
    const answer = await this.#ask("connect", this.#connectParams(request), request.timeoutMs, signal);
    if (answer.came === "abort") return failed(withoutAnswer("aborted", "cancelled"));
    if (answer.came === "timeout") {
      return failed(withoutAnswer("no-answer", `no answer to connect within ${request.timeoutMs} ms`));
    }
    if ("close" in answer.value) return failed(this.#refusal(null, answer.value));
    if (!answer.value.ok) {
      const end = await waitFor(this.#wire.ended, closeAfterRefusalMs, signal);
      return failed(this.#refusal(answer.value.error ?? {}, end.came === "value" ? end.value : null));
    }
    const hello = parseHello(answer.value.payload, this.#options.vault);
    return hello === null
      ? failed(withoutAnswer("rejected", "accepted, but without a hello-ok that can be read"))
      : success(hello);
  }

  async call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Outcome<unknown, CallFailure>> {
    const answer = await this.#ask(method, params, timeoutMs, signal);
    const bare = { code: null, close: null };
    if (answer.came === "abort") return failed({ reason: "aborted", detail: "cancelled", ...bare });
    if (answer.came === "timeout") {
      return failed({
        reason: "timed-out",
        detail: `no answer to ${method} within ${timeoutMs} ms`,
        ...bare,
      });
    }
    if ("close" in answer.value) {
      const { detail, close } = this.#refusal(null, answer.value);
      return failed({ reason: "closed", detail, code: null, close });
    }
    if (answer.value.ok) return success(answer.value.payload);
    const { code, message } = parseCallError(answer.value.error);
    return failed({ reason: "refused", detail: message, code, close: null });
  }

  close(): Promise<void> {
    return this.#wire.close();
  }

  async #ask(
    method: string,
    params: unknown,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Waited<ResponseFrame | WireEnd>> {
    if (signal.aborted) return { came: "abort" };
    const { text, answer, forget } = this.#session.ask(method, params);
    this.#wire.send(text);
    const waited = await waitFor(Promise.race([answer, this.#wire.ended]), timeoutMs, signal);
    forget();
    return waited;
  }

  #refusal(error: unknown, end: WireEnd | null): ConnectFailure {
    const close = end?.close ?? null;
    const failure = parseConnectFailure({ error, close, shutdown: this.#session.shutdown });
    return end?.violation ? { ...failure, detail: end.violation } : failure;
  }

  #connectParams(request: ConnectRequest): unknown {
    const secret = request.credential === null ? null : this.#options.vault.valueOf(request.credential);
    if (request.credential !== null && secret === null) {
      throw new Error("the credential to send is not in the vault");
    }
    const { client, role, scopes } = request;
    return {
      minProtocol: request.minProtocol,
      maxProtocol: request.maxProtocol,
      client: {
        ...client,
        displayName: "Gateway Lens",
        version: this.#options.version,
        // Pinned with a paired device: another value makes the gateway ask for its approval again.
        platform: process.platform,
      },
      role,
      scopes,
      caps: [],
      ...(secret === null ? {} : { auth: { [authKeys[request.credentialKind]]: secret } }),
      ...(request.device === null ? {} : { device: this.#prove(request.device, request, secret) }),
    };
  }

  #prove(device: string, request: ConnectRequest, secret: string | null): unknown {
    const identity = this.#options.devices.find(device);
    if (identity === null) throw new Error(`no device identity is kept as ${device}`);
    return identity.prove({
      clientId: request.client.id,
      clientMode: request.client.mode,
      role: request.role,
      scopes: request.scopes,
      signedAt: this.challenge.issuedAt,
      // A password is not part of what is signed.
      token: request.credentialKind === "password" ? "" : (secret ?? ""),
      nonce: this.challenge.nonce,
      platform: process.platform,
    });
  }
}

const authKeys = { token: "token", password: "password", "device-token": "deviceToken" } as const;

function withoutAnswer(reason: ConnectFailure["reason"], detail: string): ConnectFailure {
  return {
    reason,
    detail,
    code: null,
    close: null,
    retryAfterMs: null,
    pairing: null,
    expectedProtocol: null,
  };
}
