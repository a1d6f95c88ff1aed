/** One file of an archive of npm's (gzip over ustar) replaced by another text. */
import { gunzipSync, gzipSync } from "node:zlib";

const blockBytes = 512;

export function replaceInArchive(archive: Buffer, name: string, change: (text: string) => string): Buffer {
  const tar = gunzipSync(archive);
  const at = findEntry(tar, name);
  const size = sizeAt(tar, at);
  const body = tar.subarray(at + blockBytes, at + blockBytes + size);
  const changed = Buffer.from(change(body.toString()));
  const header = Buffer.from(tar.subarray(at, at + blockBytes));
  header.write(`${changed.length.toString(8).padStart(11, "0")}\0`, 124, "latin1");
  // The checksum counts its own field as blanks.
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  const padding = Buffer.alloc(padded(changed.length) - changed.length);
  const rest = tar.subarray(at + blockBytes + padded(size));
  return gzipSync(Buffer.concat([tar.subarray(0, at), header, changed, padding, rest]), { level: 1 });
}

function findEntry(tar: Buffer, name: string): number {
  for (
    let at = 0;
    at + blockBytes <= tar.length && tar[at] !== 0;
    at += blockBytes + padded(sizeAt(tar, at))
  ) {
    if (tar.toString("utf8", at, at + 100).split("\0")[0] === name) return at;
  }
  throw new Error(`no ${name} in the archive`);
}

function sizeAt(tar: Buffer, header: number): number {
  return Number.parseInt(tar.toString("latin1", header + 124, header + 136), 8);
}

function padded(size: number): number {
  return Math.ceil(size / blockBytes) * blockBytes;
}
