import type { NetworkFailure } from "../../core/ports/network.ts";

/** Says in the core's words why a connection, request or upgrade failed. */
export function networkFailure(error: unknown): NetworkFailure {
  // A name with several addresses fails with an error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const message = first instanceof Error ? first.message : String(first);
  const code = first instanceof Error ? ((first as NodeJS.ErrnoException).code ?? "") : "";
  return { reason: reasonOf(code), detail: message.includes(code) ? message : `${code} ${message}` };
}

const reasons: Readonly<Record<string, NetworkFailure["reason"]>> = {
  ECONNREFUSED: "refused",
  ETIMEDOUT: "timed-out",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ECONNABORTED: "reset",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ENETDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ENOTFOUND: "name-not-found",
  EAI_AGAIN: "name-not-found",
  EPROTO: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
  HOSTNAME_MISMATCH: "tls",
};

function reasonOf(code: string): NetworkFailure["reason"] {
  if (code.startsWith("HPE_")) return "not-http";
  if (code.startsWith("ERR_TLS") || code.startsWith("ERR_SSL") || code.startsWith("CERT_")) return "tls";
  return reasons[code] ?? "other";
}
