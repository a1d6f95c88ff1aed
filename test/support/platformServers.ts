import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A TCP server on a free port of the loopback that lets a test speak raw bytes. */
export interface RawServer {
  readonly port: number;
  /** What clients have sent so far, all connections together. */
  readonly received: () => string;
  /** Connections that are open at this moment. */
  readonly openCount: () => number;
  close(): Promise<void>;
}

export async function rawServer(onConnect: (socket: Socket) => void, host = "127.0.0.1"): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let received = "";
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => (received += chunk.toString("latin1")));
    onConnect(socket);
  });
  server.listen(0, host);
  await once(server, "listening");
  return {
    port: portOf(server),
    received: () => received,
    openCount: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Waits until `isTrue`; throws after two seconds. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never came true: ${what}`);
}
