import { parseLockFile, type GatewayLock } from "../../parse/lockFile.ts";
import type { Ports } from "../../ports/observed.ts";
import { isOpenClawProcess } from "./gatewayProcess.ts";
import type { ProcessTable } from "./processTable.ts";

const lockName = /^gateway\..+\.lock$/;

/** A process started later than this after the lock was written cannot have written it. */
const clockToleranceMs = 2_000;

/**
 * The locks that live gateways hold on their state directories; they tell pid and port even before the gateway
 * listens. A lock is left behind by SIGKILL, so its pid must be alive, and not reused by a younger process.
 */
export async function discoverLocks(
  ports: Ports,
  stateDirs: readonly string[],
  table: ProcessTable,
): Promise<readonly GatewayLock[]> {
  const { tempDir, uid } = ports.facts;
  // Releases before mid-2026 keep their locks in the temporary directory.
  const folders = new Set([...stateDirs.map((dir) => `${dir}/tmp`), tempDir, "/tmp"]);
  const found = await Promise.all(
    [...folders].map((folder) => readLocks(ports, `${folder}/openclaw-${uid}`)),
  );
  const live = found.flat().filter((lock) => isHeld(lock, table));
  return [...new Map(live.map((lock) => [`${lock.pid}:${lock.port}`, lock])).values()];
}

async function readLocks(ports: Ports, folder: string): Promise<readonly GatewayLock[]> {
  const names = await ports.files.list(folder);
  if (!names.ok) return [];
  const texts = await Promise.all(
    names.value
      .filter((name) => lockName.test(name))
      .map((name) => ports.files.read(`${folder}/${name}`, 65_536)),
  );
  return texts.flatMap((text) => {
    const lock = text.ok ? parseLockFile(text.value) : null;
    return lock === null ? [] : [lock];
  });
}

function isHeld(lock: GatewayLock, table: ProcessTable): boolean {
  const holder = table.get(lock.pid);
  // A container that shares the state directory writes pids of its own, which name somebody else out here.
  if (holder === undefined || holder.state === "Z" || !isOpenClawProcess(holder)) return false;
  if (holder.startedAt === null || lock.createdAt === null) return true;
  return holder.startedAt <= lock.createdAt + clockToleranceMs;
}
