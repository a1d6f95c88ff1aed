import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { nodeFiles } from "../../../../src/platform/files/nodeFiles.ts";

describe("nodeFiles", () => {
  let dir: string;
  const at = (name: string): string => path.join(dir, name);
  before(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "lens-files-"));
  });
  after(() => rm(dir, { recursive: true }));

  async function reasonOfReading(name: string, maxBytes?: number): Promise<string> {
    const answer = await nodeFiles.read(at(name), maxBytes);
    return answer.ok ? `read ${answer.value.length}` : answer.failure.reason;
  }

  it("reads text and keeps its byte order mark", async () => {
    await writeFile(at("text"), "\uFEFFäöü 😀\n");
    assert.deepEqual(await nodeFiles.read(at("text")), { ok: true, value: "\uFEFFäöü 😀\n" });
  });

  it("reads an empty file", async () => {
    await writeFile(at("empty"), "");
    assert.deepEqual(await nodeFiles.read(at("empty")), { ok: true, value: "" });
  });

  it("reads a file that says it has no size", async () => {
    const answer = await nodeFiles.read("/proc/self/status");
    assert.ok(answer.ok);
    assert.match(answer.value, /^Name:/);
  });

  it("reads exactly up to the limit and not a byte further", async () => {
    await writeFile(at("ten"), "0123456789");
    assert.equal(await reasonOfReading("ten", 10), "read 10");
    assert.equal(await reasonOfReading("ten", 9), "too-large");
  });

  it("refuses 100 MB before reading them", async () => {
    await writeFile(at("large"), "");
    await truncate(at("large"), 100_000_000);
    const started = performance.now();
    assert.equal(await reasonOfReading("large"), "too-large");
    assert.ok(performance.now() - started < 2_000);
  });

  it("holds to the limit when the file says no size", async () => {
    const answer = await nodeFiles.read("/proc/self/status", 20);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "too-large");
  });

  it("tells binary, directory, absence and lack of permission apart", async () => {
    await writeFile(at("binary"), Buffer.of(1, 2, 0, 3));
    await mkdir(at("directory"));
    assert.equal(await reasonOfReading("binary"), "not-text");
    assert.equal(await reasonOfReading("directory"), "not-a-file");
    assert.equal(await reasonOfReading("absent"), "not-found");
    assert.equal(await reasonOfReading("binary/below"), "not-found");
    assert.equal(await reasonOfReading("a\0b"), "io");
    await symlink("loop", at("loop"));
    assert.equal(await reasonOfReading("loop"), "io");
  });

  it("says no-permission for an unreadable file", async () => {
    await writeFile(at("secret"), "x");
    await chmod(at("secret"), 0o000);
    await chmod(dir, 0o755);
    const module = new URL("../../../../src/platform/files/nodeFiles.ts", import.meta.url).href;
    const code = `if (process.getuid() === 0) process.setuid(65534);
      const { nodeFiles } = await import(${JSON.stringify(module)});
      console.log(JSON.stringify(await nodeFiles.read(${JSON.stringify(at("secret"))})));`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
    assert.equal(JSON.parse(printed).failure.reason, "no-permission");
  });

  it("never waits for a FIFO, a socket or a device", async () => {
    execFileSync("/usr/bin/mkfifo", [at("fifo")]);
    assert.equal(await reasonOfReading("fifo"), "not-a-file");
    const server = createServer().listen(at("socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    assert.equal(await reasonOfReading("socket"), "not-a-file");
    await new Promise((resolve) => server.close(resolve));
    assert.equal((await nodeFiles.read("/dev/zero")).ok, false);
  });

  it("tells kind, size, mode and owner, and follows links", async () => {
    await writeFile(at("plain"), "four", { mode: 0o640 });
    await chmod(at("plain"), 0o640);
    await symlink("plain", at("link"));
    const answer = await nodeFiles.stat(at("link"));
    assert.ok(answer.ok);
    assert.equal(answer.value.kind, "file");
    assert.equal(answer.value.sizeBytes, 4);
    assert.equal(answer.value.mode, 0o640);
    assert.equal(answer.value.uid, process.getuid?.());
    assert.ok(Math.abs(answer.value.modifiedAt - Date.now()) < 60_000);
    const real = await nodeFiles.realPath(at("link"));
    assert.ok(real.ok);
    assert.equal(path.basename(real.value), "plain");
  });

  it("lists names in order and says when there is no directory", async () => {
    await mkdir(at("list"));
    for (const name of ["b", "a", ".c"]) await writeFile(path.join(at("list"), name), "");
    assert.deepEqual(await nodeFiles.list(at("list")), { ok: true, value: [".c", "a", "b"] });
    const none = await nodeFiles.list(at("plain"));
    assert.ok(!none.ok);
    assert.equal(none.failure.reason, "not-found");
  });
});
