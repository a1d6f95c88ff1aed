import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { nodeFiles } from "../../../src/platform/files/nodeFiles.ts";
import { machineFacts } from "../../../src/platform/machineFacts.ts";
import { stateDirOf, vaultKey } from "../../../src/platform/secrets/vaultKey.ts";

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

describe("files on Windows", () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "lens ü 日本 "));
  });
  after(() => rm(dir, { recursive: true }));
  const at = (...names: string[]) => path.join(dir, ...names);

  it("reads a file by any spelling of its path, line ends untouched", async () => {
    await writeFile(at("Datei.TXT"), "one\r\ntwo");
    const spellings = [at("Datei.TXT"), at("datei.txt"), at("Datei.TXT").replaceAll("\\", "/")];
    for (const spelling of [...spellings, `\\\\?\\${at("Datei.TXT")}`]) {
      const answer = await nodeFiles.read(spelling);
      assert.ok(answer.ok, spelling);
      assert.equal(answer.value, "one\r\ntwo");
    }
  });

  it("reads a file whose path is longer than 260 characters", async () => {
    const deep = at(...Array.from({ length: 12 }, () => "a folder with a long name"));
    await mkdir(deep, { recursive: true });
    const file = path.join(deep, "openclaw.json");
    assert.ok(file.length > 300);
    await writeFile(file, "{}");
    const answer = await nodeFiles.read(file);
    assert.ok(answer.ok);
    assert.equal(answer.value, "{}");
  });

  it("tells directory, absence and binary apart", async () => {
    await mkdir(at("folder"));
    await writeFile(at("binary"), Buffer.of(65, 0, 66, 0));
    const reason = async (file: string) => {
      const answer = await nodeFiles.read(file);
      return answer.ok ? "read" : answer.failure.reason;
    };
    assert.equal(await reason(at("folder")), "not-a-file");
    assert.equal(await reason(at("absent")), "not-found");
    assert.equal(await reason(at("binary", "below")), "not-found");
    assert.equal(await reason("Q:\\no\\such\\drive"), "not-found");
    assert.equal(await reason(at("binary")), "not-text");
  });

  it("lists and describes", async () => {
    await mkdir(at("list"));
    for (const name of ["b", "A", "ü"]) await writeFile(at("list", name), "1234");
    const listed = await nodeFiles.list(at("list"));
    assert.ok(listed.ok);
    assert.deepEqual(listed.value, ["A", "b", "ü"]);
    const found = await nodeFiles.stat(at("list", "b"));
    assert.ok(found.ok);
    assert.equal(found.value.kind, "file");
    assert.equal(found.value.sizeBytes, 4);
  });
});

describe("this machine on Windows", () => {
  const facts = machineFacts(null, null);

  it("is told as Windows names it", () => {
    assert.equal(facts.platform, "win32");
    assert.equal(facts.homeDir, `C:\\Users\\${process.env["LENS_USER"]}`);
    assert.equal(facts.accountHomeDir, facts.homeDir);
    assert.equal(facts.userName, process.env["LENS_USER"]);
    assert.equal(facts.hostname, "DESKTOP-LAB");
    assert.equal(facts.tempDir, `${facts.homeDir}\\AppData\\Local\\Temp`);
    assert.match(facts.release, /^10\.0\.\d+$/);
  });

  it("has its PATH split at semicolons", () => {
    assert.ok(facts.path.some((entry) => entry.toLowerCase() === "c:\\windows\\system32"));
    assert.ok(facts.path.every((entry) => path.isAbsolute(entry)));
  });

  it("keeps the fingerprint key in the local application data, once for all", async () => {
    const stateDir = stateDirOf(facts);
    assert.equal(stateDir, `${process.env["LOCALAPPDATA"]}\\GatewayLens`);
    assert.ok(stateDir.startsWith(os.homedir()));
    const key = vaultKey(stateDir, silent);
    assert.equal(key.length, 32);
    assert.ok(vaultKey(stateDir, silent).equals(key));
    const listed = await nodeFiles.list(stateDir);
    assert.ok(listed.ok);
    assert.deepEqual(listed.value, ["fingerprint.key"]);
  });
});
