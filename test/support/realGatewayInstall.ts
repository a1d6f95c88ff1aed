/** The pinned gateways of test/embedded, installed on demand from the npm registry. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../tools/bootstrap.mjs";
import { installEmbedded } from "./embeddedInstall.ts";

/** The versions that have a folder in test/embedded. */
export type GatewayVersion = "2026.9.6" | "2026.3.22";
export const newestGateway: GatewayVersion = "2026.9.6";

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
  const dir = await installEmbedded({
    name,
    pin: join(root, "test/embedded", name),
    complete: completePostinstall,
  });
  return {
    version,
    server: join(dir, "node_modules/openclaw/dist/index.js"),
    binDir: join(dir, "node_modules/.bin"),
  };
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
