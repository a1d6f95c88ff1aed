import { netstatTexts, type NetstatTexts } from "./netstatTexts.ts";
import type { WindowsSocket } from "./windowsSockets.ts";

export interface NetstatOptions {
  /** `-a`: listeners and UDP as well. */
  readonly all: boolean;
  /** `-o`. */
  readonly pids: boolean;
}

/** What netstat writes, lines ended by LF. */
export function netstatTable(
  sockets: readonly WindowsSocket[],
  language: string,
  options: NetstatOptions,
): string {
  const texts = netstatTexts(language);
  const head = options.pids ? texts.columns : texts.columns.replace(/ +PID$/, "");
  const shown = sockets.filter(
    (socket) => options.all || (socket.state !== null && socket.state !== "Listen"),
  );
  return `\n${texts.title}\n\n${head}\n${shown.map((socket) => row(socket, texts, options)).join("")}`;
}

function row(socket: WindowsSocket, texts: NetstatTexts, options: NetstatOptions): string {
  const local = endpoint(socket.family, socket.localAddress, socket.localPort);
  const remote =
    socket.state === null ? "*:*" : endpoint(socket.family, socket.remoteAddress, socket.remotePort);
  const state = socket.state === null ? "" : (texts.states[socket.state] ?? "");
  const start = `  ${socket.protocol.padEnd(6)} ${local.padEnd(22)} ${remote.padEnd(22)} `;
  return `${start}${options.pids ? `${state.padEnd(15)} ${socket.pid}` : state}\n`;
}

function endpoint(family: WindowsSocket["family"], address: string, port: number): string {
  return family === "ipv6" ? `[${address}]:${port}` : `${address}:${port}`;
}
