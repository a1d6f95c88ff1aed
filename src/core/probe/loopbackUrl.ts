import { failed, success, type Outcome } from "../base/outcome.ts";

/** An address on this machine's own loopback. */
export interface LoopbackUrl {
  readonly scheme: "ws" | "wss";
  /** An IP address; `localhost` is read as 127.0.0.1, which is where the command line connects. */
  readonly host: string;
  readonly port: number;
}

const schemes: Readonly<Record<string, LoopbackUrl["scheme"]>> = {
  "ws:": "ws",
  "http:": "ws",
  "wss:": "wss",
  "https:": "wss",
};

/**
 * Reads `ws://`, `http://` and their TLS forms, or `host:port`. The failure is the end of a sentence that starts
 * with what named the address, and never quotes it: a URL can carry a token.
 */
export function parseLoopbackUrl(text: string): Outcome<LoopbackUrl, string> {
  const written = /^(?:\[[0-9a-f:.]+\]|[\w.-]+):\d+$/i.test(text) ? `ws://${text}` : text;
  const url = URL.canParse(written) ? new URL(written) : null;
  const scheme = url === null ? undefined : schemes[url.protocol];
  if (url === null || scheme === undefined) {
    return failed(
      "names neither a gateway nor a namespace that was found, and is no ws:// or http:// address",
    );
  }
  const host = url.hostname === "localhost" ? "127.0.0.1" : url.hostname.replace(/^\[|\]$/g, "");
  if (!/^127(?:\.\d{1,3}){3}$/.test(host) && host !== "::1") {
    return failed("is not a loopback address; only gateways of this machine are probed");
  }
  // `URL` drops a port that is its scheme's default.
  const port = Number(url.port === "" && /:\d+(?:[/?#]|$)/.test(written) ? defaultPort[scheme] : url.port);
  return port === 0 ? failed("names no port") : success({ scheme, host, port });
}

const defaultPort: Readonly<Record<LoopbackUrl["scheme"], number>> = { ws: 80, wss: 443 };
