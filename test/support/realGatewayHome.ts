/** A private home for a real gateway and its clients: own state, own log, own port, nothing of the user's. */
import { mkdirSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { embeddedDir } from "./embeddedInstall.ts";
import { installGateway, newestGateway, type GatewayVersion } from "./realGatewayInstall.ts";

/** Merged over the plain config of a healthy gateway, key by key; `undefined` takes a key away. */
export type ConfigChange = { readonly [key: string]: unknown };
/** A change, or the file's text as it is, or null for no file. */
export type ConfigFile = ConfigChange | string | null;

export interface GatewayHome {
  readonly dir: string;
  readonly stateDir: string;
  readonly configPath: string;
  readonly logPath: string;
  readonly port: number;
  readonly url: string;
  /** What the plain config has as `gateway.auth.token`. */
  readonly token: string;
  readonly version: GatewayVersion;
  /** The script that `node` runs as the gateway. */
  readonly server: string;
  /** The whole environment of the gateway and of clients in this home. */
  readonly env: Record<string, string>;
  writeConfig(config: ConfigFile): Promise<void>;
  /** Writes any file below the home, with the folders it needs. */
  write(path: string, content: string | Uint8Array): Promise<string>;
  remove(): Promise<void>;
}

export interface HomeOptions {
  readonly version?: GatewayVersion;
  readonly config?: ConfigFile;
  /** Added to the environment of everything in this home. */
  readonly env?: Record<string, string>;
  readonly port?: number;
  /** An existing directory to use and keep, instead of a new one that goes with the test run. */
  readonly dir?: string;
}

const homes = new Set<string>();
process.once("exit", () => {
  for (const dir of homes) rmSync(dir, { recursive: true, force: true });
});

export async function makeGatewayHome(options: HomeOptions = {}): Promise<GatewayHome> {
  const { server, binDir, version } = await installGateway(options.version ?? newestGateway);
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), "gateway-lens-")));
  if (options.dir === undefined) homes.add(dir);
  const stateDir = join(dir, ".openclaw");
  const port = options.port ?? (await freePort());
  const home: GatewayHome = {
    dir,
    stateDir,
    configPath: join(stateDir, "openclaw.json"),
    logPath: join(dir, "gateway.log"),
    port,
    url: `http://127.0.0.1:${port}`,
    token: "plain-test-token-0123456789abcdef",
    version,
    server,
    env: { ...quietEnv(dir, binDir), ...options.env },
    async writeConfig(config) {
      if (config === null) return rm(home.configPath, { force: true });
      const text = typeof config === "string" ? config : configText(merge(plainConfig(home), config));
      await writeFile(home.configPath, text, { mode: 0o600 });
    },
    async write(path, content) {
      const full = join(dir, path);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, content, { mode: 0o600 });
      return full;
    },
    async remove() {
      await rm(dir, { recursive: true, force: true, maxRetries: 3 });
      homes.delete(dir);
    },
  };
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  mkdirSync(join(dir, "tmp"), { recursive: true });
  await home.writeConfig(options.config ?? (options.config === null ? null : {}));
  return home;
}

/** A healthy gateway's config: loopback, one token, and nothing that leaves the machine. */
function plainConfig(home: GatewayHome): ConfigChange {
  const isNew = home.version === newestGateway;
  return {
    gateway: { mode: "local", bind: "loopback", port: home.port, auth: { mode: "token", token: home.token } },
    update: { checkOnStart: false },
    ...(isNew && { models: { catalogRefresh: { enabled: false } } }),
    // By default every gateway and CLI of one user writes to the same file under /tmp/openclaw.
    logging: { file: home.logPath },
  };
}

/** Nothing is inherited but the machine's own programs, so that no OPENCLAW_* of the developer leaks in. */
function quietEnv(dir: string, binDir: string): Record<string, string> {
  return {
    HOME: dir,
    TMPDIR: join(dir, "tmp"),
    PATH: [dirname(process.execPath), binDir, "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
    LANG: "C.UTF-8",
    NO_COLOR: "1",
    // Shared by all homes: a cold compile cache costs each boot two seconds.
    NODE_COMPILE_CACHE: join(embeddedDir, "compile-cache"),
    OPENCLAW_NO_AUTO_UPDATE: "1",
    OPENCLAW_OFFLINE: "1",
    OPENCLAW_DISABLE_BONJOUR: "1",
  };
}

export const configText = (config: unknown): string => `${JSON.stringify(config, null, 2)}\n`;

export function merge(base: ConfigChange, change: ConfigChange): ConfigChange {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const old = merged[key];
    merged[key] = isObject(old) && isObject(value) ? merge(old, value) : value;
  }
  return merged; // JSON drops what is undefined
}

function isObject(value: unknown): value is ConfigChange {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A port that nobody has on either loopback, below the range from which the kernel takes outgoing ports. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if ((await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"))) return port;
  }
}

export function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRNOTAVAIL"));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
