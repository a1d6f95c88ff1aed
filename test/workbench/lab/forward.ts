/** A door on this machine's loopback to something that listens where only we can connect to. */
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";

export interface Forward {
  readonly url: string;
  readonly close: () => void;
}

/** Every connection to 127.0.0.1 at that port, or at a free one, is joined to one that `connectThere` makes. */
export async function forwardFromLoopback(connectThere: () => Promise<Socket>, port = 0): Promise<Forward> {
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => open.delete(socket));
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (here) => {
    keep(here);
    connectThere().then(
      (there) => {
        keep(there);
        here.pipe(there).pipe(here);
        here.once("close", () => there.destroy());
        there.once("close", () => here.destroy());
      },
      () => here.destroy(),
    );
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
