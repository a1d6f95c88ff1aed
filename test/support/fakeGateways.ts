import { failed, success, type Outcome } from "../../src/core/base/outcome.ts";
import type {
  CallFailure,
  ConnectFailure,
  ConnectRequest,
  DialFailure,
  Gateways,
  Hello,
} from "../../src/core/ports/gatewayDialog.ts";
import type { FakeVault } from "./fakeVault.ts";

/** How a scripted gateway answers over its WebSocket. */
export interface FakeGateway {
  /** Judges a `connect`; `credential` is the plain value that was sent. Default: accepts everybody. */
  readonly connect?: (request: ConnectRequest, credential: string | null) => Outcome<Hello, ConnectFailure>;
  /** Results by method; a method that is not listed is refused as unknown. */
  readonly calls?: Readonly<Record<string, unknown>>;
  /** Refusals by method; wins over `calls`. */
  readonly callFailures?: Readonly<Record<string, Partial<CallFailure>>>;
}

/** A plain acceptance, with what the test wants to differ. */
export function fakeHello(change: Partial<Hello> = {}): Hello {
  return {
    protocol: 4,
    version: "2026.9.6",
    bootId: "boot-1",
    uptimeMs: 60_000,
    methods: ["health", "status", "system-presence", "node.list"],
    authMethod: "token",
    role: "operator",
    scopes: ["operator.admin"],
    configPath: "/home/dev/.openclaw/openclaw.json",
    stateDir: "/home/dev/.openclaw",
    authMode: "token",
    deviceToken: null,
    ...change,
  };
}

/** A plain refusal, with what the test wants to differ. */
export function fakeConnectFailure(
  change: Pick<ConnectFailure, "reason"> & Partial<ConnectFailure>,
): ConnectFailure {
  return {
    detail: change.reason,
    code: null,
    close: { code: 1008, reason: change.reason },
    retryAfterMs: null,
    pairing: null,
    expectedProtocol: null,
    ...change,
  };
}

/** WebSockets in memory, by `ws://` address; an address that is not scripted refuses the connection. */
export function fakeGateways(
  script: Readonly<Record<string, FakeGateway | DialFailure>>,
  vault: FakeVault,
): Gateways {
  return {
    async dial(url, _timeoutMs, signal) {
      if (signal.aborted) return failed<DialFailure>({ reason: "aborted", detail: "aborted" });
      const gateway = script[url];
      if (gateway === undefined)
        return failed<DialFailure>({ reason: "refused", detail: `ECONNREFUSED ${url}` });
      if ("reason" in gateway) return failed(gateway);
      return success({
        challenge: { nonce: "nonce-1", issuedAt: 0 },
        connect: async (request) =>
          gateway.connect?.(request, vault.valueOf(request.credential)) ?? success(fakeHello()),
        call: async (method) => {
          const failure = gateway.callFailures?.[method];
          const result = gateway.calls?.[method];
          if (failure === undefined && result !== undefined) return success(result);
          return failed<CallFailure>({
            reason: "refused",
            code: "INVALID_REQUEST",
            detail: `unknown method: ${method}`,
            close: null,
            ...failure,
          });
        },
        close: async () => {},
      });
    },
  };
}
