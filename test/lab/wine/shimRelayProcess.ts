/**
 * The relay of a lab: PE shims connect to it over loopback, and it runs what plays them. It is part of the machinery,
 * not of Windows: `tasklist` and `netstat` do not show it.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { serveShim } from "./shimSession.ts";
import { winePaths } from "./winePrefix.ts";

const [home = ""] = process.argv.slice(2);
const token = randomBytes(24).toString("hex");
const { relayFile, dir } = winePaths(home);
const exitCodes = join(dir, "exit-codes");
mkdirSync(exitCodes, { recursive: true });

let count = 0;
const server = createServer((socket) => {
  count += 1;
  socket.on("error", () => socket.destroy());
  void serveShim(socket, { home, token, exitCodeFile: join(exitCodes, String(count)) });
});
server.listen(0, "127.0.0.1", () => {
  writeFileSync(relayFile, `${(server.address() as AddressInfo).port} ${token}`, { mode: 0o600 });
  process.stdout.write("ready\n");
});
