import assert from "node:assert/strict";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { readInput } from "../../../src/terminal/readInput.ts";

const never = new AbortController().signal;

async function code(path: string): Promise<string> {
  const input = await readInput(path, Readable.from([]), never);
  return input.ok ? "read" : input.failure.code;
}

describe("readInput", () => {
  let dir: string;
  beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), "lens-input-"))));
  afterEach(() => rm(dir, { recursive: true }));

  async function read(bytes: Uint8Array | string): Promise<string> {
    const path = join(dir, "input");
    await writeFile(path, bytes);
    const input = await readInput(path, Readable.from([]), never);
    return input.ok ? input.value : input.failure.code;
  }

  it("decodes UTF-8, UTF-16 in both orders, and UTF-16 without a mark", async () => {
    const text = "token mismatch: größe\r\n";
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();
    assert.equal(await read(text), text);
    assert.equal(await read(`\ufeff${text}`), text);
    assert.equal(await read(Buffer.concat([Buffer.from([0xff, 0xfe]), little])), text);
    assert.equal(await read(Buffer.concat([Buffer.from([0xfe, 0xff]), big])), text);
    assert.equal(await read(little), text);
  });

  it("keeps a log that was cut inside a character", async () => {
    assert.equal(await read(Buffer.from([0x61, 0xc3])), "a\ufffd");
  });

  it("refuses what is not a text", async () => {
    assert.equal(await read(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0])), "input-not-text");
    assert.equal(await read(""), "");
  });

  it("refuses a directory, a missing file and a device that never ends", async () => {
    assert.equal(await code(dir), "input-is-directory");
    assert.equal(await code(join(dir, "missing")), "input-missing");
    assert.equal(await code("/dev/zero"), "input-not-text");
  });

  it("reads no more than its limit, and says what the limit is", async () => {
    const path = join(dir, "huge");
    await writeFile(path, "x");
    await truncate(path, 100 * 1024 * 1024);
    const input = await readInput(path, Readable.from([]), never);
    assert.ok(!input.ok);
    assert.equal(input.failure.code, "input-too-large");
    assert.match(input.failure.message, /larger than 8 MiB/);
  });

  it("reads standard input, but not the keyboard", async () => {
    const piped = await readInput("-", Readable.from([Buffer.from("a"), Buffer.from("b")]), never);
    assert.ok(piped.ok);
    assert.equal(piped.value, "ab");
    const keyboard = await readInput("-", Object.assign(Readable.from([]), { isTTY: true }), never);
    assert.ok(!keyboard.ok);
    assert.equal(keyboard.failure.code, "input-missing");
  });

  it("gives up on standard input that does not end", async () => {
    const endless = new Readable({ read: () => undefined });
    const input = await readInput("-", endless, AbortSignal.timeout(20));
    assert.ok(!input.ok);
    assert.equal(input.failure.code, "input-unfinished");
  });
});
