/** The lab's IP Helper service: forwards what the portproxy rules say, rightly or not. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PortProxyRule } from "./windowsState.ts";

const controlSocket = (home: string) => join(home, "iphlpsvc.sock");

/** Listens for every rule; what cannot be bound is left out silently, as Windows does. */
export class PortProxy {
  readonly #excluded: () => readonly (readonly [number, number])[];
  readonly #servers = new Map<string, Server>();

  constructor(excluded: () => readonly (readonly [number, number])[]) {
    this.#excluded = excluded;
  }

  /** Makes the listeners those of the rules. */
  async apply(rules: readonly PortProxyRule[]): Promise<void> {
    const wanted = new Map(rules.map((rule) => [JSON.stringify(rule), rule]));
    for (const [key, server] of this.#servers) {
      if (wanted.has(key)) continue;
      this.#servers.delete(key);
      await new Promise((resolve) => server.close(resolve).unref());
    }
    for (const [key, rule] of wanted) {
      if (this.#servers.has(key) || this.#isExcluded(rule.listenPort)) continue;
      const server = createServer({ allowHalfOpen: true }, (socket) => forward(socket, rule));
      const isBound = await listen(server, rule);
      if (isBound) this.#servers.set(key, server);
    }
  }

  #isExcluded(port: number): boolean {
    return this.#excluded().some(([first, last]) => port >= first && port <= last);
  }
}

async function listen(server: Server, rule: PortProxyRule): Promise<boolean> {
  const any = rule.kind.startsWith("v4") ? "0.0.0.0" : "::";
  const host = rule.listenAddress === "*" ? any : rule.listenAddress;
  server.listen({ host, port: rule.listenPort, ipv6Only: true });
  try {
    await once(server, "listening");
    return true;
  } catch {
    return false;
  }
}

function forward(incoming: Socket, rule: PortProxyRule): void {
  const any = rule.kind.endsWith("v4") ? "127.0.0.1" : "::1";
  const host = rule.connectAddress === "*" ? any : rule.connectAddress;
  const outgoing = connect({ host, port: rule.connectPort, allowHalfOpen: true });
  for (const [one, other] of [
    [incoming, outgoing],
    [outgoing, incoming],
  ] as const) {
    one.on("error", () => other.resetAndDestroy());
    one.once("close", () => other.destroySoon());
    one.pipe(other);
  }
}

/** Has the rules that are stored now take effect; starts the service when it is not up. */
export async function reloadPortProxy(home: string): Promise<void> {
  if (await tell(home)) return;
  const program = fileURLToPath(new URL("iphlpsvcProcess.ts", import.meta.url));
  const child = spawn(process.execPath, ["--no-warnings", program, home], {
    detached: true,
    stdio: "ignore",
  });
  child.unref();
  for (let tries = 0; tries < 250; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (await tell(home)) return;
  }
  throw new Error("iphlpsvc did not start");
}

/** False when nobody answers. */
function tell(home: string): Promise<boolean> {
  const socket = connect(controlSocket(home));
  return new Promise((resolve) => {
    socket.once("error", () => resolve(false));
    socket.once("end", () => resolve(true));
    socket.setTimeout(5_000, () => socket.destroy(new Error("iphlpsvc hangs")));
    socket.resume();
  });
}

/** Serves {@link reloadPortProxy}: each connection is one reload, closed when it is done. */
export async function serveReloads(home: string, reload: () => Promise<void>): Promise<void> {
  let last = Promise.resolve();
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    last = last.then(reload).then(() => void socket.end());
  });
  server.listen(controlSocket(home));
  await once(server, "listening");
}
