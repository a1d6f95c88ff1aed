import { failed, success, type Outcome } from "../../src/core/base/outcome.ts";
import type { FileFacts, FileFailure, Files } from "../../src/core/ports/files.ts";

/** A scripted file; everything left out gets a plain default. */
export interface FakeFile {
  readonly text?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly modifiedAt?: number;
  /** A size that the text does not have, for files too large to write down. */
  readonly sizeBytes?: number;
  /** The path is a symbolic link to this one. */
  readonly linkTo?: string;
  /** An empty directory; directories above scripted files need no entry. */
  readonly isDirectory?: boolean;
  /** Reading or listing it fails so; `stat` still works unless it says `not-found`. */
  readonly failure?: FileFailure["reason"];
}

export type FakeFileTree = Readonly<Record<string, string | FakeFile>>;

/** A file system in memory. The tree is looked up at each call, so a test may change it between two. */
export function fakeFiles(tree: FakeFileTree): Files {
  const entryAt = (path: string): FakeFile | null => {
    const found = tree[path];
    if (typeof found === "string") return { text: found };
    if (found !== undefined) return found;
    const prefix = path.endsWith("/") ? path : `${path}/`;
    return Object.keys(tree).some((name) => name.startsWith(prefix)) ? { isDirectory: true } : null;
  };

  const resolve = (path: string): string => {
    // A path of Windows has no links here.
    if (!path.startsWith("/")) return path;
    let real = "";
    for (const part of path.split("/").filter((name) => name !== "")) {
      real += `/${part}`;
      const entry = tree[real];
      if (typeof entry === "object" && entry.linkTo !== undefined) real = resolve(entry.linkTo);
    }
    return real === "" ? "/" : real;
  };

  const lookUp = (path: string): Outcome<FakeFile, FileFailure> => {
    const entry = entryAt(resolve(path));
    if (entry === null) return fail("not-found", path);
    return entry.failure === undefined ? success(entry) : fail(entry.failure, path);
  };

  return {
    async read(path, maxBytes = 4 * 1024 * 1024) {
      const entry = lookUp(path);
      if (!entry.ok) return entry;
      if (entry.value.isDirectory === true) return fail("not-a-file", path);
      const text = entry.value.text ?? "";
      const sizeBytes = entry.value.sizeBytes ?? Buffer.byteLength(text);
      return sizeBytes > maxBytes ? fail("too-large", path) : success(text);
    },
    async stat(path) {
      const entry = entryAt(resolve(path));
      if (entry === null || entry.failure === "not-found") return fail("not-found", path);
      const kind = entry.isDirectory === true ? "directory" : "file";
      return success<FileFacts>({
        kind,
        sizeBytes: entry.sizeBytes ?? Buffer.byteLength(entry.text ?? ""),
        mode: entry.mode ?? (kind === "directory" ? 0o700 : 0o600),
        uid: entry.uid ?? 1000,
        modifiedAt: entry.modifiedAt ?? 0,
      });
    },
    async list(path) {
      const entry = lookUp(path);
      if (!entry.ok) return entry;
      if (entry.value.isDirectory !== true) return fail("not-a-file", path);
      const directory = resolve(path);
      const prefix = directory === "/" ? "/" : `${directory}/`;
      const names = Object.keys(tree)
        .filter((name) => name.startsWith(prefix) && name !== prefix)
        .map((name) => name.slice(prefix.length).split("/")[0] ?? "");
      return success([...new Set(names)].toSorted());
    },
    async realPath(path) {
      const real = resolve(path);
      return entryAt(real) === null ? fail("not-found", path) : success(real);
    },
  };
}

function fail(reason: FileFailure["reason"], path: string): Outcome<never, FileFailure> {
  return failed({ reason, detail: `${reason} ${path}` });
}
