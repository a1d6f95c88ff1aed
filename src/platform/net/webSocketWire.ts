import type { IncomingMessage } from "node:http";
import type WebSocket from "ws";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { DialFailure, SocketClose } from "../../core/ports/gatewayDialog.ts";
import { networkFailure } from "./networkFailure.ts";

/** The largest message that is read. A gateway's largest answer, its config schema, has 2 MB. */
const maxMessageBytes = 16 * 1024 * 1024;
/** What is read of a page that came instead of an upgrade. */
const maxRejectionChars = 1_000;
const rejectionGraceMs = 200;
const closeGraceMs = 500;

/** How a socket ended; `violation` says what broke the WebSocket protocol, where that was the cause. */
export interface WireEnd {
  readonly close: SocketClose;
  readonly violation: string | null;
}

/** An open WebSocket that carries text. */
export interface WebSocketWire {
  send(text: string): void;
  /** Resolves when the socket is gone, for whatever reason; never rejects. */
  readonly ended: Promise<WireEnd>;
  /** Says goodbye, and cuts the connection when the other side does not answer. */
  close(): Promise<void>;
}

export interface WireOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Gets each message, also those that come right with the upgrade. */
  readonly onText: (text: string) => void;
}

/** Opens a WebSocket without Origin, redirects or compression. */
export async function openWebSocketWire(options: WireOptions): Promise<Outcome<WebSocketWire, DialFailure>> {
  const { WebSocket } = await import("ws");
  if (options.signal.aborted) return failed({ reason: "aborted", detail: "cancelled" });
  let socket: WebSocket;
  try {
    socket = new WebSocket(options.url, {
      followRedirects: false,
      maxPayload: maxMessageBytes,
      perMessageDeflate: false,
    });
  } catch (error) {
    return failed({ reason: "other", detail: error instanceof Error ? error.message : String(error) });
  }
  return new Promise((resolve) => opening(socket, options, resolve));
}

function opening(
  socket: WebSocket,
  { timeoutMs, signal, onText }: WireOptions,
  resolve: (outcome: Outcome<WebSocketWire, DialFailure>) => void,
): void {
  let isOpen = false;
  const settle = (outcome: Outcome<WebSocketWire, DialFailure>): void => {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    if (!outcome.ok) socket.terminate();
    resolve(outcome);
  };
  const timer = setTimeout(() => {
    settle(failed({ reason: "timed-out", detail: `no WebSocket within ${timeoutMs} ms` }));
  }, timeoutMs);
  const onAbort = (): void => settle(failed({ reason: "aborted", detail: "cancelled" }));
  signal.addEventListener("abort", onAbort, { once: true });

  const ended = new Promise<WireEnd>((end) => {
    // Stays on: a socket that was cut may still report an error.
    socket.on("error", (error) => {
      if (!isOpen) return settle(failed(failureOfUpgrade(error)));
      // ws would wait half a minute for the other side's close frame.
      socket.terminate();
      const isViolation = ((error as NodeJS.ErrnoException).code ?? "").startsWith("WS_ERR_");
      end({ close: { code: 1006, reason: "" }, violation: isViolation ? error.message : null });
    });
    socket.once("close", (code, reason) => {
      end({ close: { code, reason: reason.toString("utf8") }, violation: null });
    });
  });
  socket.on("message", (data: Buffer) => onText(data.toString("utf8")));
  socket.once("unexpected-response", (_request, response) => {
    void readRejection(response).then((detail) =>
      settle(failed({ reason: "upgrade-rejected", detail, status: response.statusCode ?? 0 })),
    );
  });
  socket.once("open", () => {
    isOpen = true;
    settle(success({ send: (text) => socket.send(text), ended, close: () => closeSocket(socket, ended) }));
  });
}

/** ws reports an upgrade that is answered wrongly, such as with a bad accept key, as an error without a code. */
function failureOfUpgrade(error: Error): DialFailure {
  const failure = networkFailure(error);
  return failure.reason === "other" && (error as NodeJS.ErrnoException).code === undefined
    ? { reason: "not-http", detail: failure.detail.trim() }
    : failure;
}

/** The start of what came instead of an upgrade; the status alone says what matters, so it is not waited for long. */
function readRejection(response: IncomingMessage): Promise<string> {
  const status = `HTTP ${response.statusCode} ${response.statusMessage ?? ""}`.trim();
  let body = "";
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      const line = body.replace(/\s+/g, " ").trim().slice(0, maxRejectionChars);
      resolve(line === "" ? status : `${status}: ${line}`);
    };
    const timer = setTimeout(finish, rejectionGraceMs);
    response.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
      if (body.length >= maxRejectionChars) finish();
    });
    response.once("close", finish);
    response.on("error", finish);
  });
}

async function closeSocket(socket: WebSocket, ended: Promise<WireEnd>): Promise<void> {
  socket.close(1000);
  const cut = setTimeout(() => socket.terminate(), closeGraceMs);
  await ended;
  clearTimeout(cut);
}
