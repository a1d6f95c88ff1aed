/** `node foreignServerProcess.ts <kind> <port>`: prints `listening`, then whatever clients send. */
import { randomBytes } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { WebSocketServer } from "ws";

export type ForeignKind = keyof typeof servers;

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

const servers = {
  /** Says 200 and a line of HTML to everything. */
  http: () => http((_, response) => html(response, "<h1>foreign</h1>")),
  /** A single-page application: its page for every path, as the gateway's own Control UI does. */
  spa: () => http((_, response) => html(response, "<!doctype html><title>App</title><div id=root></div>")),
  /** Says 200 and JSON that is not the gateway's. */
  json: () => http((_, response) => json(response, { status: "ok", service: "something else" })),
  /** Accepts and says nothing. */
  silent: () => tcp(() => undefined),
  /** One byte of a valid answer per second, for ever. */
  dripping: () =>
    tcp((socket) => {
      const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n";
      let sent = 0;
      const timer = setInterval(() => socket.write(head[sent++] ?? " "), 1000);
      socket.once("close", () => clearInterval(timer));
    }),
  /** An answer without end, as fast as the client reads. */
  huge: () =>
    http((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = Buffer.alloc(1 << 20, '"');
      const write = () => {
        while (response.write(chunk));
      };
      response.on("drain", write);
      write();
    }),
  /** Random bytes as soon as someone connects. */
  garbage: () => tcp((socket) => socket.end(randomBytes(4096))),
  /** Answers the health endpoints and greets over WebSocket as a gateway would, to collect tokens. */
  impostor: () => impostor(),
};

function impostor() {
  const server = http((request, response) => {
    const path = request.url?.split("?")[0];
    if (path === "/healthz" || path === "/health") json(response, { ok: true, status: "live" });
    else if (path === "/startupz")
      json(response, {
        ok: true,
        status: "started",
        version: "2026.9.6",
        uptimeMs: Math.round(performance.now()),
      });
    else if (path === "/readyz") json(response, { ready: true, failing: [], uptimeMs: 1 });
    else html(response, "<h1>OpenClaw</h1>");
  });
  new WebSocketServer({ server }).on("connection", (socket) => {
    socket.send(
      JSON.stringify({
        type: "event",
        event: "connect.challenge",
        payload: { nonce: "00000000-0000-4000-8000-000000000000", ts: Date.now(), capabilities: [] },
      }),
    );
    socket.on("message", (data) => process.stdout.write(`${(data as Buffer).toString()}\n`));
  });
  return server;
}

function http(respond: Respond) {
  return createHttpServer((request, response) => {
    process.stdout.write(`${request.method} ${request.url}\n${JSON.stringify(request.headers)}\n`);
    request.pipe(process.stdout, { end: false });
    respond(request, response);
  });
}

function tcp(respond: (socket: Socket) => void) {
  return createTcpServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => process.stdout.write(data));
    respond(socket);
  });
}

function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "text/html" }).end(body);
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const [kind, port] = process.argv.slice(2);
if (kind !== undefined && kind in servers) {
  servers[kind as ForeignKind]().listen(Number(port), "127.0.0.1", () => process.stdout.write("listening\n"));
}
