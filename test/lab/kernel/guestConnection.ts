import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { GuestPort } from "./kernelTypes.ts";

const connectMs = 10_000;

/** A connection to a port of the VM, through the process in there: one line each way, then it is the port's own. */
export async function connectGuest(relay: string, { family, port }: GuestPort): Promise<Socket> {
  const socket = connect({ path: relay, allowHalfOpen: true });
  const limit = AbortSignal.timeout(connectMs);
  try {
    await once(socket, "connect", { signal: limit });
    socket.write(`${family} ${port}\n`);
    const answer = await firstLine(socket, limit);
    if (answer !== "ok") throw new Error(`${family} port ${port} in the VM: ${answer}`);
    return socket;
  } catch (error) {
    socket.on("error", () => undefined);
    socket.destroy();
    throw error;
  }
}

/** Reads one line and puts back what stands behind it. */
export async function firstLine(socket: Socket, signal: AbortSignal): Promise<string> {
  let got = Buffer.alloc(0);
  while (!got.includes("\n")) {
    const chunk = socket.read() as Buffer | null;
    if (chunk !== null) got = Buffer.concat([got, chunk]);
    else if (socket.readableEnded || got.length > 1000) throw new Error("closed");
    else await once(socket, "readable", { signal }); // comes at the end too
  }
  const end = got.indexOf("\n");
  if (got.length > end + 1) socket.unshift(got.subarray(end + 1));
  return got.toString("latin1", 0, end);
}
