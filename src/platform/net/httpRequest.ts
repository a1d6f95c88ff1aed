import type { ClientRequest, IncomingMessage } from "node:http";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { Http, HttpReply, NetworkFailure } from "../../core/ports/network.ts";
import { networkFailure } from "./networkFailure.ts";

const defaultMaxBodyBytes = 64 * 1024;

type Answer = Outcome<HttpReply, NetworkFailure>;

/**
 * Single HTTP requests: no credentials, no redirects, no connection kept. The time limit is for the whole
 * exchange, so a server that drips its answer cannot hold it; on a body that drips, the time limit is the failure.
 */
export const httpRequest: Http = {
  async request({ method, url, timeoutMs, maxBodyBytes = defaultMaxBodyBytes }, signal) {
    if (signal.aborted) return failed({ reason: "aborted", detail: "cancelled" });
    const target = URL.canParse(url) ? new URL(url) : null;
    if (target === null) return failed({ reason: "other", detail: `${url} is no URL` });
    const { request: send } =
      target.protocol === "https:" ? await import("node:https") : await import("node:http");

    return new Promise<Answer>((resolve) => {
      const finish = (answer: Answer): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
        request.destroy();
        resolve(answer);
      };
      const onAbort = (): void => finish(failed({ reason: "aborted", detail: "cancelled" }));
      const timer = setTimeout(() => {
        finish(failed({ reason: "timed-out", detail: `no complete answer in ${timeoutMs} ms` }));
      }, timeoutMs);
      const request: ClientRequest = send(target, { method, agent: false, headers: { accept: "*/*" } });
      signal.addEventListener("abort", onAbort, { once: true });
      // Stays on: a destroyed request may still report an error.
      request.on("error", (error) => finish(failed(networkFailure(error))));
      request.once("upgrade", (response: IncomingMessage) => {
        finish(failed({ reason: "not-http", detail: `HTTP ${response.statusCode} without being asked` }));
      });
      request.once("response", (response) => readReply(response, maxBodyBytes, finish));
      request.end();
    });
  },
};

function readReply(response: IncomingMessage, maxBodyBytes: number, finish: (answer: Answer) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const reply = (truncated: boolean): Answer =>
    success({
      status: response.statusCode ?? 0,
      contentType: (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
      body: wholeCharacters(Buffer.concat(chunks), truncated),
      truncated,
    });
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk.subarray(0, maxBodyBytes - bytes));
    bytes += chunk.length;
    if (bytes > maxBodyBytes) finish(reply(true));
  });
  response.once("end", () => finish(reply(false)));
  response.on("error", (error) => finish(failed(networkFailure(error))));
}

/** A body that was cut may end within a character; streaming mode holds that rest back. */
function wholeCharacters(body: Buffer, isCut: boolean): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(body, { stream: isCut });
}
