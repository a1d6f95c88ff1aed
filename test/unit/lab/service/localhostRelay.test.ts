import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { GuestPort } from "../../../lab/kernel/kernelTypes.ts";
import { LocalhostRelay } from "../../../lab/service/localhostRelay.ts";

async function listen(port: number): Promise<Server & { readonly port: number }> {
  const server = createServer((socket) => socket.pipe(socket));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(server, { port: (server.address() as AddressInfo).port });
}

async function freePort(): Promise<number> {
  const server = await listen(0);
  server.close();
  return server.port;
}

async function until(done: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !done(); round++) await sleep(10);
  assert.ok(done());
}

describe("lab: localhost relay", () => {
  const ports: GuestPort[] = [];
  const excludedPorts: [number, number][] = [];
  let guest: Server & { readonly port: number };
  let relay: LocalhostRelay;

  beforeEach(async () => {
    ports.length = 0;
    excludedPorts.length = 0;
    guest = await listen(0);
    const network = {
      listening: () => Promise.resolve([...ports]),
      connect: async () => {
        const socket = connect({ host: "127.0.0.1", port: guest.port, allowHalfOpen: true });
        await once(socket, "connect");
        return socket;
      },
    };
    relay = new LocalhostRelay({ network, settings: () => ({ relayPollMs: 10, excludedPorts }) });
  });
  afterEach(() => {
    relay.stop();
    guest.close();
  });

  it("listens while the guest does, and carries both ways to the last byte", async () => {
    const port = await freePort();
    ports.push({ family: "ipv4", port });
    await until(() => relay.relays().length === 1);
    const socket = connect(port, "127.0.0.1");
    socket.end("through the relay");
    const [data] = await once(socket, "data");
    assert.equal(String(data), "through the relay");
    ports.length = 0;
    await until(() => relay.relays().length === 0);
    const late = connect(port, "127.0.0.1");
    const [error] = await once(late, "error");
    assert.equal((error as NodeJS.ErrnoException).code, "ECONNREFUSED");
  });

  it("gives up a port that Windows has already, or has set aside", async () => {
    const taken = await listen(0);
    const excluded = await freePort();
    excludedPorts.push([excluded, excluded]);
    ports.push({ family: "ipv4", port: taken.port }, { family: "ipv4", port: excluded });
    await until(() => relay.failed().length === 2);
    assert.deepEqual(
      relay.failed().map(({ port, why }) => [port, why]),
      [
        [taken.port, "EADDRINUSE"],
        [excluded, "EACCES"],
      ],
    );
    taken.close();
    await sleep(50);
    assert.deepEqual(relay.relays(), [], "it does not try again while the guest listens");
  });
});
