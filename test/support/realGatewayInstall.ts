/** The pinned gateways of test/embedded, installed on demand from the npm registry. */
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, runNpm } from "../tools/bootstrap.mjs";

/** The versions that have a folder in test/embedded. */
export type GatewayVersion = "2026.9.6" | "2026.3.22";
export const newestGateway: GatewayVersion = "2026.9.6";

/** Where gateways are installed and the demo home of `npm start` lives; may be shared by several checkouts. */
export const embeddedDir = process.env["GATEWAY_LENS_EMBEDDED_DIR"] ?? join(root, ".embedded");

export interface InstalledGateway {
  readonly version: GatewayVersion;
  /** The script that service units run as `node <server> gateway`. */
  readonly server: string;
  /** Holds `openclaw`, for a PATH. */
  readonly binDir: string;
}

/** Installs that gateway unless it is there already. Safe to call from several processes at once. */
export async function installGateway(version: GatewayVersion = newestGateway): Promise<InstalledGateway> {
  const name = `gateway-${version}`;
  const pin = join(root, "test/embedded", name);
  const dir = join(embeddedDir, name);
  const installed = {
    version,
    server: join(dir, "node_modules/openclaw/dist/index.js"),
    binDir: join(dir, "node_modules/.bin"),
  };
  if (await isCurrent(pin, dir)) return installed;
  await mkdir(embeddedDir, { recursive: true });
  await withLock(join(embeddedDir, `${name}.lock`), async () => {
    if (!(await isCurrent(pin, dir))) await install(pin, dir);
  });
  return installed;
}

/** Installs beside the place and moves it there when it is complete. */
async function install(pin: string, dir: string): Promise<void> {
  const fresh = await mkdtemp(`${dir}.installing-`);
  try {
    await cp(pin, fresh, { recursive: true });
    await runNpm(["ci"], fresh);
    completePostinstall(fresh);
    await rm(dir, { recursive: true, force: true });
    await rename(fresh, dir);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The lockfile is copied along with the install, so equal lockfiles mean that nothing is to be done. */
async function isCurrent(pin: string, dir: string): Promise<boolean> {
  const [wanted, present] = await Promise.all(
    [pin, dir].map((at) => readFile(join(at, "package-lock.json")).catch(() => null)),
  );
  return Boolean(wanted && present && wanted.equals(present));
}

/**
 * Scripts are off in `npm ci`, and openclaw then completes its postinstall in its first run, inside its own folder.
 * That run is here, so that no test pays for it or sees its output.
 */
function completePostinstall(dir: string): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(dir, "node_modules/openclaw/openclaw.mjs"), "--version"],
    {
      env: { HOME: dir, TMPDIR: dir, PATH: "/usr/bin:/bin", OPENCLAW_OFFLINE: "1" },
      encoding: "utf8",
      timeout: 120_000,
    },
  );
  if (status !== 0) throw new Error(`openclaw --version ended with ${status}: ${stderr}`);
}

/** Waits for its turn. A lock whose owner is gone is taken over; the rename above keeps even a lost race harmless. */
async function withLock(path: string, run: () => Promise<void>): Promise<void> {
  while (!(await take(path))) await sleep(500);
  try {
    await run();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const owner = Number(await readFile(path, "utf8").catch(() => ""));
    if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
