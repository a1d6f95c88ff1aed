import { readFile } from "node:fs/promises";

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  /** What its own package.json says and an install looks at: dependencies, bin, engines, os, cpu and the like. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether an install on this platform brings it. */
  readonly isForHere: boolean;
}

/** What only says how the package lies in that one tree. */
const ofTheTree = new Set([
  "version",
  "integrity",
  "resolved",
  "name",
  "dev",
  "optional",
  "devOptional",
  "peer",
  "inBundle",
]);

/** The packages of a lockfile of npm, version 3. Bundled ones have no archive of their own. */
export async function lockedPackages(lockFile: string): Promise<readonly LockedPackage[]> {
  const { packages } = JSON.parse(await readFile(lockFile, "utf8")) as {
    packages: Record<string, Record<string, unknown>>;
  };
  const found = new Map<string, LockedPackage>();
  for (const [path, entry] of Object.entries(packages)) {
    const { version, integrity } = entry;
    if (path === "" || typeof version !== "string" || typeof integrity !== "string") continue;
    const own = Object.entries(entry).filter(([key]) => !ofTheTree.has(key));
    const name = typeof entry["name"] === "string" ? entry["name"] : nameOf(path);
    const fields = Object.fromEntries(own);
    found.set(`${name}@${version}`, { name, version, integrity, fields, isForHere: isForHere(entry) });
  }
  return [...found.values()];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

function isForHere(entry: Readonly<Record<string, unknown>>): boolean {
  return (
    allows(entry["os"], process.platform) &&
    allows(entry["cpu"], process.arch) &&
    allows(entry["libc"], "glibc")
  );
}

/** npm writes one word or a list. */
function allows(list: unknown, value: string): boolean {
  if (list === undefined) return true;
  return [list].flat().includes(value);
}
