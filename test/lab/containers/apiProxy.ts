/** What clients of the engine connect to: Docker Desktop's backend, which answers itself while it has no engine. */
import { connect, createServer, type Server, type Socket } from "node:net";
import { chmodSync } from "node:fs";
import { RequestReader, type RequestHead } from "./requestReader.ts";

/** An answer in place of the engine's. */
export interface OwnAnswer {
  readonly status: number;
  /** Null: no body, as a proxy whose upstream is gone. */
  readonly message: string | null;
}

export interface ApiProxyOptions {
  readonly engine: string;
  /** Asked for each connection; null: the engine answers. */
  readonly ownAnswer: () => OwnAnswer | null;
  /** Bodies of requests on their way to the engine. */
  readonly rewriteCreate: (body: Buffer) => Buffer;
}

export function serveApi(path: string, options: ApiProxyOptions): Server {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on("error", () => client.destroy());
    const own = options.ownAnswer();
    if (own !== null) answer(client, own);
    else forward(client, options);
  });
  // Whoever is in the group `docker` of an instance may; groups have other numbers in each.
  return server.listen(path, () => chmodSync(path, 0o666));
}

function forward(client: Socket, options: ApiProxyOptions): void {
  const engine = connect({ path: options.engine, allowHalfOpen: true });
  let hasEngine = false;
  engine.once("connect", () => (hasEngine = true));
  engine.on("error", () => {
    if (hasEngine) client.destroy();
    else answer(client, { status: 500, message: null });
  });
  client.once("close", () => engine.destroy());
  engine.once("close", () => {
    if (hasEngine) client.end();
  });
  const reader = new RequestReader({
    isKept: ({ method, path }) => method === "POST" && /\/containers\/create(?:\?|$)/.test(path),
    rewrite: options.rewriteCreate,
  });
  client.on("data", (chunk: Buffer) => {
    const forwarded = reader.feed(chunk);
    if (forwarded.length > 0 && !engine.write(forwarded)) {
      client.pause();
      engine.once("drain", () => client.resume());
    }
  });
  client.once("end", () => engine.end());
  engine.pipe(client);
}

/** One after another, for as long as the client asks. */
function answer(client: Socket, { status, message }: OwnAnswer): void {
  const body = message === null ? "" : JSON.stringify({ message });
  const type = message === null ? "" : "Content-Type: application/json\r\n";
  const respond = (head: RequestHead) => {
    const length = `Content-Length: ${body.length}\r\n\r\n`;
    client.write(
      `HTTP/1.1 ${status} Internal Server Error\r\n${type}${length}${head.method === "HEAD" ? "" : body}`,
    );
  };
  const reader = new RequestReader({ isKept: () => false, rewrite: (kept) => kept, onRequest: respond });
  client.on("data", (chunk: Buffer) => reader.feed(chunk));
  client.once("end", () => client.end());
}
