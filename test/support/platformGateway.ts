import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

/** One client that is connected to a scripted gateway. */
export interface GatewayClient {
  readonly socket: WebSocket;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  challenge(): void;
  send(frame: unknown): void;
  /** The next frame from the client. */
  next(): Promise<ClientFrame>;
}

export interface ClientFrame {
  readonly id: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A WebSocket server that behaves as a test tells it; for what a real gateway never does. */
export interface ScriptedGateway {
  readonly url: string;
  readonly openCount: () => number;
  close(): Promise<void>;
}

export const challenge = {
  type: "event",
  event: "connect.challenge",
  payload: { nonce: "d4fd5965-e93a-4ce4-a26e-2f5f84445472", ts: 1_795_174_129_998, capabilities: [] },
};

/** A `hello-ok` cut down to what the product reads. */
export const helloOk = {
  type: "hello-ok",
  protocol: 4,
  server: { version: "2026.9.6", bootId: "85baaef4-4c59-4807-9622-2dc37ff61b46" },
  features: { methods: ["health", "status"], events: [] },
  snapshot: {
    uptimeMs: 346_848,
    configPath: "/home/dev/.openclaw/openclaw.json",
    stateDir: "/home/dev/.openclaw",
    authMode: "token",
  },
  auth: { method: "token", role: "operator", scopes: ["operator.read"] },
};

export async function scriptedGateway(
  onClient: (client: GatewayClient) => void | Promise<void>,
): Promise<ScriptedGateway> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  server.on("connection", (socket, request) => {
    const frames: string[] = [];
    const waiting: ((text: string) => void)[] = [];
    socket.on("error", () => socket.terminate());
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      const next = waiting.shift();
      if (next === undefined) frames.push(text);
      else next(text);
    });
    const send = (frame: unknown): void => socket.send(JSON.stringify(frame));
    void onClient({
      socket,
      headers: request.headers,
      challenge: () => send(challenge),
      send,
      next: async () => {
        const text = frames.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve)));
        return JSON.parse(text) as ClientFrame;
      },
    });
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    openCount: () => server.clients.size,
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers the `connect` with hello-ok and each later request with `answer`. */
export const accepting =
  (answer: (frame: ClientFrame, client: GatewayClient) => void) =>
  async (client: GatewayClient): Promise<void> => {
    const { id } = await client.next();
    client.send({ type: "res", id, ok: true, payload: helloOk });
    for (;;) answer(await client.next(), client);
  };

/** Answers the `connect` with `error`, or with nothing when that is null, and closes. */
export const rejecting =
  (error: unknown, code: number, reason: string) =>
  async (client: GatewayClient): Promise<void> => {
    const { id } = await client.next();
    if (error !== null) client.send({ type: "res", id, ok: false, error });
    client.socket.close(code, reason);
  };
