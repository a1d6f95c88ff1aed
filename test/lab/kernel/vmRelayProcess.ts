/**
 * The one process of the lab in the VM's network: a socket belongs to the network in which it was made, so connections
 * to the ports in there are made here and handed on over a unix socket.
 *   node vmRelayProcess.ts SOCKET
 */
import { connect, createServer, type Socket } from "node:net";
import { firstLine } from "./guestConnection.ts";

const hosts: Readonly<Record<string, string>> = { ipv4: "127.0.0.1", ipv6: "::1" };
const helloMs = 10_000;

const server = createServer({ allowHalfOpen: true, pauseOnConnect: false }, (client) => {
  client.on("error", () => client.destroy());
  serve(client).catch(() => client.destroy());
});
server.listen(process.argv[2], () => process.stdout.write("ready\n"));

async function serve(client: Socket): Promise<void> {
  const [family = "", port] = (await firstLine(client, AbortSignal.timeout(helloMs))).split(" ");
  const guest = connect({ host: hosts[family] ?? "", port: Number(port), allowHalfOpen: true });
  guest.once("connect", () => {
    client.write("ok\n");
    client.pipe(guest).pipe(client);
  });
  guest.on("error", (error: NodeJS.ErrnoException) => {
    // Refused before it began is told; a reset later is passed on as a connection that breaks off.
    if (guest.bytesRead === 0 && guest.pending) client.end(`${error.code}\n`);
    else client.destroy();
  });
  client.once("close", () => guest.destroy());
}
