/** Published ports as Docker Desktop's backend has them on Windows: listeners of its own, led to the engine's. */
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { connectGuest, firstLine } from "../kernel/guestConnection.ts";
import type { GuestPort } from "../kernel/kernelTypes.ts";

const requestMs = 5_000;

/** Winsock's words for the two reasons that there are. */
const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "Only one usage of each socket address (protocol/network address/port) is normally permitted.",
  EACCES: "An attempt was made to access a socket in a way forbidden by its access permissions.",
};

export interface ExposeOptions {
  /** Of the process in the VM that connects to its ports. */
  readonly vmRelay: string;
  /** Asked for each port: with networks mirrored, the engine's own listener is on Windows already. */
  readonly isMirrored: () => boolean;
}

/** Listens where the engine says which ports it publishes. */
export function serveExposedPorts(path: string, options: ExposeOptions): Server {
  return createServer((engine) => {
    engine.on("error", () => engine.destroy());
    void expose(engine, options).catch(() => engine.destroy());
  }).listen(path);
}

async function expose(engine: Socket, { vmRelay, isMirrored }: ExposeOptions): Promise<void> {
  const [host = "", port = ""] = (await firstLine(engine, AbortSignal.timeout(requestMs))).split(" ");
  if (isMirrored()) {
    engine.write("ok\n");
    return;
  }
  const address = { host: host === "" ? "0.0.0.0" : host, port: Number(port) };
  const target: GuestPort = { family: host.includes(":") ? "ipv6" : "ipv4", port: address.port };
  const connections = new Set<Socket>();
  const keep = (socket: Socket) => {
    connections.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => connections.delete(socket));
  };
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (windows) => {
    keep(windows);
    connectGuest(vmRelay, target).then(
      (guest) => {
        keep(guest);
        windows.once("close", () => guest.destroy());
        guest.once("close", () => windows.destroy());
        windows.pipe(guest);
        guest.pipe(windows);
      },
      () => windows.destroy(),
    );
  });
  const failure = await listen(server, address);
  if (failure !== null) {
    engine.end(`${failure}\n`);
    return;
  }
  engine.once("close", () => {
    server.close();
    for (const socket of connections) socket.destroy();
  });
  engine.resume();
  engine.write("ok\n");
}

/** Null when it listens, else what Docker Desktop says. */
async function listen(server: Server, { host, port }: Pick<AddressInfo, "port"> & { host: string }) {
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once("error", resolve);
    server.listen({ host, port, ipv6Only: host.includes(":"), exclusive: true }, () => resolve(null));
  });
  if (error === null) return null;
  const shown = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const reason = reasons[error.code ?? ""] ?? error.message;
  return `Ports are not available: exposing port TCP ${shown} -> 127.0.0.1:0: listen tcp ${shown}: bind: ${reason}`;
}
