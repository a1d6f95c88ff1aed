import * as z from "zod/mini";
import type { ConnectFailure, SocketClose } from "../ports/gatewayDialog.ts";

/** What a gateway left behind when it did not accept a `connect`; each part null when it did not come. */
export interface ConnectRefusal {
  /** The `error` of the response frame, as it came. */
  readonly error: unknown;
  readonly close: SocketClose | null;
  /** The payload of a `shutdown` event: the only thing that tells a restart (with a time) from a stop. */
  readonly shutdown: unknown;
}

type Reason = ConnectFailure["reason"];

/** `error.details.code`, from ConnectErrorDetailCodes of the gateway's own protocol package. */
const reasonOfCode: Readonly<Record<string, Reason>> = {
  DEVICE_IDENTITY_REQUIRED: "device-identity-required",
  CONTROL_UI_DEVICE_IDENTITY_REQUIRED: "device-identity-required",
  AUTH_TOKEN_MISSING: "token-missing",
  AUTH_TOKEN_MISMATCH: "token-mismatch",
  AUTH_PASSWORD_MISSING: "password-missing",
  AUTH_PASSWORD_MISMATCH: "password-mismatch",
  AUTH_DEVICE_TOKEN_MISMATCH: "device-token-mismatch",
  AUTH_SCOPE_MISMATCH: "scope-mismatch",
  AUTH_RATE_LIMITED: "rate-limited",
  PAIRING_REQUIRED: "pairing-required",
  DEVICE_AUTH_INVALID: "device-signature-rejected",
  DEVICE_AUTH_SIGNATURE_INVALID: "device-signature-rejected",
  DEVICE_AUTH_SIGNATURE_EXPIRED: "device-signature-rejected",
  DEVICE_AUTH_NONCE_REQUIRED: "device-signature-rejected",
  DEVICE_AUTH_NONCE_MISMATCH: "device-signature-rejected",
  DEVICE_AUTH_PUBLIC_KEY_INVALID: "device-signature-rejected",
  DEVICE_AUTH_DEVICE_ID_MISMATCH: "device-identity-mismatch",
  CONTROL_UI_ORIGIN_NOT_ALLOWED: "origin-not-allowed",
  CONTROL_UI_BUILD_MISMATCH: "protocol-mismatch",
  CLIENT_VERSION_MISMATCH: "protocol-mismatch",
  PROTOCOL_MISMATCH: "protocol-mismatch",
  PROXY_ATTRIBUTION_REQUIRED: "proxy-attribution-required",
};

/** For refusals without a details code: a message, or a close reason, which is cut at 120 bytes. */
const reasonOfText: readonly (readonly [RegExp, Reason])[] = [
  [/^pairing required/i, "pairing-required"],
  [/too many failed authentication/i, "rate-limited"],
  [/device token mismatch/i, "device-token-mismatch"],
  [/scope mismatch/i, "scope-mismatch"],
  [/token mismatch/i, "token-mismatch"],
  [/token missing/i, "token-missing"],
  [/password mismatch/i, "password-mismatch"],
  [/password missing/i, "password-missing"],
  [/device identity required/i, "device-identity-required"],
  [/device identity mismatch/i, "device-identity-mismatch"],
  [/^device (?:signature|nonce)/i, "device-signature-rejected"],
  [/^origin not allowed/i, "origin-not-allowed"],
  [/^protocol mismatch/i, "protocol-mismatch"],
  [/^gateway starting/i, "starting"],
  [/gateway (?:restart|stopping)/i, "restarting"],
  [/^invalid /i, "invalid-frame"],
];

/** One odd field costs that field, not the whole refusal. */
const text = z.catch(z.optional(z.string()), undefined);
const waitMs = z.catch(z.optional(z.number().check(z.nonnegative())), undefined);

const errorSchema = z.looseObject({
  code: text,
  message: text,
  retryAfterMs: waitMs,
  details: z.catch(z.optional(z.looseObject({ code: text })), undefined),
});

/** The request id ends up in a command for the user to paste, so it is taken in the gateway's own form only. */
const pairingSchema = z.looseObject({
  requestId: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/)),
  reason: z.catch(z.string(), ""),
  deviceId: z.catch(z.string(), ""),
});

const shutdownSchema = z.looseObject({
  reason: text,
  restartExpectedMs: waitMs,
});

const expectationSchema = z.looseObject({ expectedProtocol: z.number() });

/** Says in the product's words why a gateway did not accept a `connect`. Never throws, whatever came. */
export function parseConnectFailure(refusal: ConnectRefusal): ConnectFailure {
  const { close } = refusal;
  const error = valueOf(errorSchema, refusal.error);
  const shutdown = valueOf(shutdownSchema, refusal.shutdown);
  const code = error?.details?.code ?? error?.code ?? null;
  const said = error?.message ?? shutdown?.reason ?? close?.reason ?? "";
  const reason = reasonOfError(error?.details?.code, said, error !== null) ?? reasonOfClose(close, said);
  const pairing = reason === "pairing-required" ? valueOf(pairingSchema, error?.details) : null;
  const details = valueOf(expectationSchema, error?.details);
  return {
    reason,
    detail:
      [said, shutdown?.reason].find((text) => text !== undefined && text !== "") ?? detailOfClose(close),
    code,
    close,
    retryAfterMs: error?.retryAfterMs ?? shutdown?.restartExpectedMs ?? null,
    pairing:
      pairing === null
        ? null
        : { requestId: pairing.requestId, reason: pairing.reason, deviceId: pairing.deviceId },
    expectedProtocol: details?.expectedProtocol ?? null,
  };
}

function reasonOfError(detailsCode: string | undefined, said: string, hasError: boolean): Reason | null {
  const byCode = detailsCode === undefined ? undefined : reasonOfCode[detailsCode];
  if (byCode !== undefined) return byCode;
  const byText = reasonOfText.find(([pattern]) => pattern.test(said))?.[1];
  return byText ?? (hasError ? "rejected" : null);
}

function reasonOfClose(close: SocketClose | null, said: string): Reason {
  switch (close?.code) {
    case undefined:
      return "no-answer";
    // Also what garbage in the first frame gets, which this product does not send.
    case 1000:
      return said === "" ? "handshake-timeout" : "rejected";
    case 1002:
      return "protocol-mismatch";
    case 1006:
      return "abnormal-closure";
    case 1009:
      return "frame-too-large";
    case 1012:
      return "restarting";
    case 1013:
      return "starting";
    case 4001:
      return "auth-changed";
    default:
      return "rejected";
  }
}

function detailOfClose(close: SocketClose | null): string {
  if (close === null) return "no answer to connect";
  return close.code === 1006 ? "closed without a close frame (1006)" : `closed with code ${close.code}`;
}

function valueOf<T>(schema: z.ZodMiniType<T>, input: unknown): T | null {
  const result = z.safeParse(schema, input);
  return result.success ? result.data : null;
}
