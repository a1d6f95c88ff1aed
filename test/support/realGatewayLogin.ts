/** Logging in to a real gateway as its command line does: without a device, as client `cli`. */
import { WebSocket } from "ws";

export interface Login {
  readonly token?: string;
  readonly password?: string;
}

/** `accepted`, or the code with which the gateway refused. One try, then the socket is gone. */
export async function logIn(port: number, auth: Login): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, {
    perMessageDeflate: false,
    handshakeTimeout: 5000,
  });
  try {
    return await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("no answer to connect in 20 s")), 20_000);
      socket.once("close", (code, reason) => {
        clearTimeout(timer);
        resolve(`closed ${code} ${reason.toString()}`);
      });
      socket.once("error", reject);
      socket.on("message", (data) => {
        const frame = JSON.parse((data as Buffer).toString()) as Frame;
        if (frame.event === "connect.challenge") socket.send(JSON.stringify(connectFrame(auth)));
        if (frame.type !== "res") return;
        clearTimeout(timer);
        resolve(
          frame.ok === true ? "accepted" : (frame.error?.details?.code ?? frame.error?.message ?? "refused"),
        );
      });
    });
  } finally {
    socket.terminate();
  }
}

function connectFrame(auth: Login): unknown {
  const params = {
    // 3 is what gateways of spring 2026 speak.
    minProtocol: 3,
    maxProtocol: 4,
    client: { id: "cli", mode: "cli", version: "0.0.1", platform: "linux" },
    role: "operator",
    scopes: ["operator.read"],
    caps: [],
    auth,
  };
  return { type: "req", id: "1", method: "connect", params };
}

interface Frame {
  readonly type: string;
  readonly event?: string;
  readonly ok?: boolean;
  readonly error?: { readonly message?: string; readonly details?: { readonly code?: string } };
}
