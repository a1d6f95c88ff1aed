/** A device of its own, as an app would be: it connects with the shared token and asks to be paired. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { WebSocket } from "ws";

/** What the gateway answered to `connect`: null for a hello, else the error's detail code. */
export async function connectAsNewDevice(port: number, token: string): Promise<string | null> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const device = { id: createHash("sha256").update(raw).digest("hex"), publicKey: raw.toString("base64url") };
  const client = {
    id: "gateway-client",
    mode: "ui",
    version: "1.0.0",
    platform: "linux",
    displayName: "Test device",
  };
  const scopes = ["operator.read"];

  const socket = new WebSocket(`ws://127.0.0.1:${port}`, {
    perMessageDeflate: false,
    handshakeTimeout: 5000,
  });
  try {
    return await new Promise<string | null>((resolve, reject) => {
      socket.once("error", reject);
      socket.once("close", (code) => reject(new Error(`closed ${code} before an answer`)));
      socket.on("message", (data) => {
        const frame = JSON.parse((data as Buffer).toString()) as Frame;
        if (frame.event === "connect.challenge" && frame.payload) {
          const { nonce, ts: signedAt } = frame.payload;
          const proof = [
            "v3",
            device.id,
            client.id,
            client.mode,
            "operator",
            scopes.join(","),
            signedAt,
            token,
            nonce,
            client.platform,
            "",
          ];
          const signature = sign(null, Buffer.from(proof.join("|")), privateKey).toString("base64url");
          const params = {
            minProtocol: 4,
            maxProtocol: 4,
            client,
            role: "operator",
            scopes,
            caps: [],
            auth: { token },
          };
          const signed = { ...params, device: { ...device, signature, signedAt, nonce } };
          socket.send(JSON.stringify({ type: "req", id: "1", method: "connect", params: signed }));
        } else if (frame.type === "res")
          resolve(frame.ok === true ? null : (frame.error?.details?.code ?? "no code"));
      });
    });
  } finally {
    socket.terminate();
  }
}

interface Frame {
  readonly type: string;
  readonly event?: string;
  readonly ok?: boolean;
  readonly payload?: { readonly nonce: string; readonly ts: number };
  readonly error?: { readonly details?: { readonly code?: string } };
}
