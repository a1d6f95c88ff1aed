import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join, posix } from "node:path";

/** The layers of an instance's root, topmost first, whether it runs or not. */
export type Layers = readonly string[];

/** A file as the instance sees it: the topmost layer that has it, or hides it, counts. Null when there is none. */
export function readInstanceFile(layers: Layers, path: string, links = 8): string | null {
  const holder = layers.find((layer) => stat(join(layer, path)) !== null);
  const found = holder === undefined ? null : stat(join(holder, path));
  if (holder === undefined || found === null || isWhiteout(found)) return null;
  if (found.isSymbolicLink()) {
    if (links === 0) return null;
    const target = readlinkSync(join(holder, path));
    return readInstanceFile(layers, posix.resolve("/", posix.dirname(path), target), links - 1);
  }
  return found.isFile() ? readFileSync(join(holder, path), "utf8") : null;
}

/** Overlayfs marks what was deleted with a character device 0/0. */
function isWhiteout(found: NonNullable<ReturnType<typeof stat>>): boolean {
  return found.isCharacterDevice() && found.rdev === 0;
}

function stat(path: string) {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null;
}
