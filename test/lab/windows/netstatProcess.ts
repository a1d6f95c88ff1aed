/** netstat.exe. */
import { netstatTable } from "./netstatTable.ts";
import { windowsSide } from "./windowsSide.ts";
import type { WindowsSocket } from "./windowsSockets.ts";
import { runTool } from "./windowsTool.ts";

const protocols: Readonly<Record<string, (socket: WindowsSocket) => boolean>> = {
  tcp: (socket) => socket.protocol === "TCP" && socket.family === "ipv4",
  tcpv6: (socket) => socket.protocol === "TCP" && socket.family === "ipv6",
  udp: (socket) => socket.protocol === "UDP" && socket.family === "ipv4",
  udpv6: (socket) => socket.protocol === "UDP" && socket.family === "ipv6",
};

const usage = `
Displays protocol statistics and current TCP/IP network connections.

NETSTAT [-a] [-b] [-c] [-d] [-e] [-f] [-i] [-n] [-o] [-p proto] [-r] [-s] [-t] [-x] [-y] [interval]

`;

await runTool(async ({ home, args, machine, out }) => {
  const flags = new Set<string>();
  let protocol: string | null = null;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    const letters = /^[-/]([anop]+)$/i.exec(word)?.[1]?.toLowerCase();
    if (letters === undefined) return wrong(out);
    for (const letter of letters) flags.add(letter);
    if (letters.includes("p")) protocol = args[++at]?.toLowerCase() ?? "";
  }
  const wanted = protocol === null ? () => true : protocols[protocol];
  // Names instead of numbers would ask a resolver; nobody does who parses.
  if (wanted === undefined || !flags.has("n")) return wrong(out);
  const sockets = (await windowsSide(home)).sockets().filter(wanted);
  out(netstatTable(sockets, machine.language, { all: flags.has("a"), pids: flags.has("o") }));
  return 0;
});

function wrong(out: (text: string) => void): number {
  out(usage);
  return 1;
}
