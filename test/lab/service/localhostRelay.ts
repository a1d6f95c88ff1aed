import { createServer, type Server, type Socket } from "node:net";
import type { GuestPort, VmNetwork } from "../kernel/kernelTypes.ts";
import type { ServiceInfo } from "../protocol.ts";

export interface RelayOptions {
  readonly network: Pick<VmNetwork, "listening" | "connect">;
  /** Asked before every look. */
  readonly settings: () => {
    readonly relayPollMs: number;
    readonly excludedPorts: readonly (readonly [number, number])[];
  };
}

type FailedRelay = ServiceInfo["failedRelays"][number];

const keyOf = ({ family, port }: GuestPort) => `${family}:${port}`;

/**
 * wslrelay.exe: looks at the guest's listeners once a second and listens on Windows' loopback for each, by family. A
 * port that is taken on Windows is given up without a word (microsoft/WSL `wslrelay/localhost.cpp`).
 */
export class LocalhostRelay {
  readonly #options: RelayOptions;
  readonly #servers = new Map<string, { readonly server: Server; readonly port: GuestPort }>();
  readonly #failed = new Map<string, FailedRelay>();
  readonly #connections = new Set<Socket>();
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#schedule(0);
  }

  relays(): readonly GuestPort[] {
    return [...this.#servers.values()].map(({ port }) => port);
  }

  failed(): readonly FailedRelay[] {
    return [...this.#failed.values()];
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const key of this.#servers.keys()) this.#close(key);
    for (const socket of this.#connections) socket.destroy();
  }

  #schedule(afterMs: number): void {
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => {
        if (!this.#isStopped) this.#schedule(this.#options.settings().relayPollMs);
      });
    }, afterMs);
  }

  async #look(): Promise<void> {
    // The network may be on its way down; the next look, if there is one, tells.
    const ports = await this.#options.network.listening().catch(() => []);
    if (this.#isStopped) return;
    const wanted = new Map(ports.map((port) => [keyOf(port), port]));
    for (const key of this.#servers.keys()) if (!wanted.has(key)) this.#close(key);
    for (const key of this.#failed.keys()) if (!wanted.has(key)) this.#failed.delete(key);
    for (const [key, port] of wanted) {
      if (!this.#servers.has(key) && !this.#failed.has(key)) await this.#open(key, port);
    }
  }

  async #open(key: string, port: GuestPort): Promise<void> {
    const excluded = this.#options.settings().excludedPorts;
    if (excluded.some(([from, to]) => port.port >= from && port.port <= to)) {
      this.#failed.set(key, { ...port, why: "EACCES" });
      return;
    }
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
      void this.#relay(socket, port);
    });
    const host = port.family === "ipv4" ? "127.0.0.1" : "::1";
    const why = await new Promise<string | null>((resolve) => {
      server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      server.listen({ host, port: port.port, ipv6Only: true, exclusive: true }, () => resolve(null));
    });
    if (why !== null) this.#failed.set(key, { ...port, why });
    else if (this.#isStopped) server.close();
    else this.#servers.set(key, { server, port });
  }

  #close(key: string): void {
    this.#servers.get(key)?.server.close();
    this.#servers.delete(key);
  }

  async #relay(windows: Socket, port: GuestPort): Promise<void> {
    this.#keep(windows);
    try {
      const guest = await this.#options.network.connect(port);
      this.#keep(guest);
      windows.once("close", () => guest.destroy());
      guest.once("close", () => windows.destroy());
      windows.pipe(guest);
      guest.pipe(windows);
    } catch {
      windows.destroy();
    }
  }

  #keep(socket: Socket): void {
    this.#connections.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#connections.delete(socket));
    if (this.#isStopped) socket.destroy();
  }
}
