/**
 * `node webSocketClientProcess.ts <url> message|close <seconds> [<CA file>]`: opens a WebSocket and tells in lines of
 * JSON what comes of it, until the first message came, until it is closed, or until the time is up.
 */
import { readFileSync } from "node:fs";
import { WebSocket } from "ws";

const [url = "", until = "close", seconds = "5", caFile] = process.argv.slice(2);
const began = performance.now();
const tell = (event: string, about: object = {}) =>
  console.log(JSON.stringify({ event, atMs: Math.round(performance.now() - began), ...about }));

const socket = new WebSocket(url, {
  handshakeTimeout: 10_000,
  ...(caFile !== undefined && { ca: readFileSync(caFile) }),
});
const timeUp = setTimeout(() => process.exit(), Number(seconds) * 1000);
socket.on("open", () => tell("open"));
socket.on("message", (data: Buffer) => {
  tell("message", { text: data.toString() });
  if (until === "message") process.exit();
});
socket.on("error", (error) => tell("error", { message: error.message }));
socket.on("unexpected-response", (_request, response) => {
  const chunks: Buffer[] = [];
  response.on("data", (chunk: Buffer) => chunks.push(chunk));
  response.on("end", () => {
    tell("refused", { status: response.statusCode, text: Buffer.concat(chunks).toString().slice(0, 2000) });
    process.exit(); // the connection would stay open
  });
});
socket.on("close", (code) => {
  tell("close", { code });
  clearTimeout(timeUp);
});
