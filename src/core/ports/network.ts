import type { Outcome } from "../base/outcome.ts";

export interface HttpRequest {
  readonly method: "GET" | "HEAD";
  readonly url: string;
  readonly timeoutMs: number;
  /** Body bytes kept; the rest is not read. Default 64 KiB. */
  readonly maxBodyBytes?: number;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-cased `content-type` without parameters; empty when absent. */
  readonly contentType: string;
  readonly body: string;
  readonly truncated: boolean;
}

export interface NetworkFailure {
  readonly reason:
    | "refused"
    | "timed-out"
    | "reset"
    | "unreachable"
    | "not-http"
    | "tls"
    | "name-not-found"
    | "aborted"
    | "other"
    | "not-recorded";
  /** The system's own code and text: `ECONNREFUSED connect 127.0.0.1:18789`. */
  readonly detail: string;
}

export interface Http {
  request(request: HttpRequest, signal: AbortSignal): Promise<Outcome<HttpReply, NetworkFailure>>;
}

export interface Tcp {
  /** Connects and closes at once; nothing is sent. */
  connect(
    host: string,
    port: number,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly elapsedMs: number }, NetworkFailure>>;
}
