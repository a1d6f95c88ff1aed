/**
 * Stands in for the gateway in a container, where only what surrounds it matters: it listens where the gateway would,
 * answers to `/healthz`, writes to its state folder, and ends where the gateway would.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

interface Config {
  readonly gateway?: {
    readonly bind?: string;
    readonly port?: number;
    readonly auth?: { readonly token?: string };
  };
}

const { values } = parseArgs({
  strict: false,
  options: { bind: { type: "string" }, port: { type: "string" } },
});
const { env } = process;
const state = env["OPENCLAW_STATE_DIR"] ?? `${env["HOME"]}/.openclaw`;

function readConfig(file: string): Config {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return {};
  }
  try {
    return JSON.parse(text) as Config;
  } catch (error) {
    console.error(`Config invalid\nFile: ${file}\nProblem: ${(error as Error).message}`);
    return process.exit(1);
  }
}

const { gateway = {} } = readConfig(`${state}/openclaw.json`);
const bind = values.bind ?? gateway.bind ?? "lan";
const port = Number(values.port ?? gateway.port ?? 18_789);
const host = bind === "loopback" ? "127.0.0.1" : "0.0.0.0";
if (bind !== "loopback" && !env["OPENCLAW_GATEWAY_TOKEN"] && gateway.auth?.token === undefined) {
  console.error(
    `Refusing to bind gateway to ${bind} without auth.\n` +
      "Set OPENCLAW_GATEWAY_TOKEN or OPENCLAW_GATEWAY_PASSWORD, or pass --token/--password to start with auth.",
  );
  process.exit(78);
}
mkdirSync(`${state}/logs`, { recursive: true });
writeFileSync(`${state}/logs/started`, new Date().toISOString());
createServer((request, response) => {
  const isHealth = request.url === "/healthz" || request.url === "/readyz";
  response.writeHead(isHealth ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(isHealth ? { ok: true, status: "live" } : { error: "not found" }));
}).listen(port, host, () => console.log(`[gateway] listening on ws://${host}:${port}`));
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
