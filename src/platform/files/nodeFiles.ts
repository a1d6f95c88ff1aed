import { constants, type Stats } from "node:fs";
import { open, readdir, realpath, stat, type FileHandle } from "node:fs/promises";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { FileFailure, Files } from "../../core/ports/files.ts";

const defaultMaxBytes = 4 * 1024 * 1024;
const chunkBytes = 64 * 1024;
/** Without O_NONBLOCK the opening of a FIFO waits for a writer, for ever. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Files of the machine that this program runs on. */
export const nodeFiles: Files = {
  read: (path, maxBytes = defaultMaxBytes) =>
    answer(path, async () => {
      const file = await open(path, openFlags);
      try {
        return await readOpenFile(path, file, maxBytes);
      } finally {
        await file.close();
      }
    }),
  stat: (path) =>
    answer(path, async () => {
      const found = await stat(path);
      return success({
        kind: kindOf(found),
        sizeBytes: found.size,
        mode: found.mode & 0o7777,
        uid: found.uid,
        modifiedAt: Math.round(found.mtimeMs),
      });
    }),
  list: (path) => answer(path, async () => success((await readdir(path)).sort())),
  realPath: (path) => answer(path, async () => success(await realpath(path))),
};

async function readOpenFile(
  path: string,
  file: FileHandle,
  maxBytes: number,
): Promise<Outcome<string, FileFailure>> {
  const found = await file.stat();
  const kind = kindOf(found);
  if (kind !== "file") {
    const what = kind === "directory" ? "a directory" : "no regular file";
    return failed({ reason: "not-a-file", detail: `${path} is ${what}` });
  }
  const tooLarge = { reason: "too-large", detail: `${path} is larger than ${maxBytes} bytes` } as const;
  if (found.size > maxBytes) return failed(tooLarge);

  // Files in /proc say size 0, and any file may grow meanwhile: what counts is what is read.
  const chunks: Buffer[] = [];
  let totalBytes = 0;
  for (;;) {
    const buffer = Buffer.allocUnsafe(Math.max(chunkBytes, Math.min(found.size + 1, maxBytes + 1)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    totalBytes += bytesRead;
    if (totalBytes > maxBytes) return failed(tooLarge);
    if (chunk.includes(0)) return failed({ reason: "not-text", detail: `${path} holds NUL bytes` });
    chunks.push(chunk);
  }
  return success(Buffer.concat(chunks, totalBytes).toString("utf8"));
}

function kindOf(found: Stats): "file" | "directory" | "other" {
  if (found.isFile()) return "file";
  return found.isDirectory() ? "directory" : "other";
}

async function answer<T>(
  path: string,
  ask: () => Promise<Outcome<T, FileFailure>>,
): Promise<Outcome<T, FileFailure>> {
  try {
    return await ask();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return failed({ reason: reasonOf(code), detail: code === undefined ? `${path}: ${message}` : message });
  }
}

function reasonOf(code = ""): FileFailure["reason"] {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "not-found";
    case "EACCES":
    case "EPERM":
      return "no-permission";
    // ENXIO: a socket cannot be opened.
    case "EISDIR":
    case "ENXIO":
      return "not-a-file";
    default:
      return "io";
  }
}
