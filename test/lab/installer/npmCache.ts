/** The archives of packages as npm brought them, out of its cache; what is not there it fetches. */
import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cleanEnv, root, runNpm } from "../../tools/bootstrap.mjs";
import type { LockedPackage } from "./lockedPackages.ts";

/** The folder of npm's cache that holds contents by their hash. */
async function contentFolder(): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", ["config", "get", "cache"], {
    cwd: root,
    env: cleanEnv(),
    timeout: 60_000,
  });
  return join(stdout.trim(), "_cacache/content-v2");
}

/** The file of that content (npm/cacache `lib/content/path.js`). */
export function contentFile(folder: string, integrity: string): string {
  const [algorithm = "", digest = ""] = integrity.split("-");
  const hash = Buffer.from(digest, "base64").toString("hex");
  return join(folder, algorithm, hash.slice(0, 2), hash.slice(2, 4), hash.slice(4));
}

export interface ArchiveFolder {
  readonly content: string;
}

/** Sees to it that the cache has the archives of all these packages, and tells where. */
export async function ensureArchives(packages: readonly LockedPackage[]): Promise<ArchiveFolder> {
  const content = await contentFolder();
  const missing: string[] = [];
  for (const { name, version, integrity, isForHere } of packages) {
    if (isForHere && !(await isThere(contentFile(content, integrity)))) missing.push(`${name}@${version}`);
  }
  if (missing.length > 0) await runNpm(["cache", "add", ...missing], root);
  return { content };
}

/** Null when an install on this platform would not have fetched it. */
export async function readArchive(
  { content }: ArchiveFolder,
  { integrity }: LockedPackage,
): Promise<Buffer | null> {
  return readFile(contentFile(content, integrity)).catch(() => null);
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
