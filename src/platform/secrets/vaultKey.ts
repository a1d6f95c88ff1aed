import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Log, MachineFacts } from "../../core/ports/machine.ts";

const keyBytes = 32;

/** Where this product keeps what must outlive a run, by the customs of each system. */
export function stateDirOf(facts: Pick<MachineFacts, "platform" | "homeDir">): string {
  if (facts.platform === "win32") {
    const local = process.env["LOCALAPPDATA"] ?? path.join(facts.homeDir, "AppData", "Local");
    return path.join(local, "GatewayLens");
  }
  if (facts.platform === "darwin") {
    return path.join(facts.homeDir, "Library", "Application Support", "gateway-lens");
  }
  // The XDG specification has relative paths ignored.
  const stateHome = process.env["XDG_STATE_HOME"] ?? "";
  const base = path.isAbsolute(stateHome) ? stateHome : path.join(facts.homeDir, ".local", "state");
  return path.join(base, "gateway-lens");
}

/**
 * The key of the fingerprints on this machine; made on first use, so that fingerprints of two runs compare. Where
 * it can be neither read nor written, a key for this run alone.
 */
export function vaultKey(stateDir: string, log: Log): Buffer {
  const file = path.join(stateDir, "fingerprint.key");
  try {
    return readKey(file) ?? makeKey(stateDir, file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.warn(`Fingerprints of this run cannot be compared with those of other runs: ${why}`);
    return randomBytes(keyBytes);
  }
}

/** Null when there is none yet. */
function readKey(file: string): Buffer | null {
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  if (key.length !== keyBytes) throw new Error(`${file} does not hold a key of ${keyBytes} bytes`);
  return key;
}

/** Written beside its place and linked into it: whoever comes first wins, and nobody reads half a key. */
function makeKey(stateDir: string, file: string): Buffer {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const key = randomBytes(keyBytes);
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, key, { mode: 0o600, flag: "wx" });
  try {
    chmodSync(draft, 0o600);
    linkSync(draft, file);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return readKey(file) ?? key;
  } finally {
    rmSync(draft, { force: true });
  }
}
