import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { answerQuery, readQuestion } from "../../lab/installer/dnsMessage.ts";
import { siteFaults } from "../../lab/installer/faultRegistry.ts";
import { lockedPackages } from "../../lab/installer/lockedPackages.ts";
import { contentFile } from "../../lab/installer/npmCache.ts";
import { replaceInArchive } from "../../lab/installer/packageArchive.ts";
import { answerFromRegistry } from "../../lab/installer/packageRegistry.ts";
import { root } from "../../tools/bootstrap.mjs";

const lock = join(root, "test/embedded/gateway-2026.9.6/package-lock.json");

describe("sites of the installer in a lab", () => {
  it("list every fault of the folder", async () => {
    const files = await readdir(join(root, "test/lab/installer/faults"));
    assert.equal(new Set(siteFaults.map(({ id }) => id)).size, files.length);
  });

  describe("name server", () => {
    const query = (name: string, type: number) =>
      Buffer.concat([
        Buffer.from("123401000001000000000000", "hex"),
        ...name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
        Buffer.from([0, 0, type, 0, 1]),
      ]);
    const hosts = new Set(["openclaw.ai"]);
    const answer = (name: string, type: number) => answerQuery(query(name, type), hosts, "203.0.113.10");

    it("tells the address of a name it knows, in whatever case", () => {
      const found = answer("OpenClaw.ai", 1);
      assert.equal(found?.toString("hex", 0, 8), "1234818000010001");
      assert.deepEqual([...(found?.subarray(-4) ?? [])], [203, 0, 113, 10]);
    });
    it("has no IPv6 address for it, which is not the same as no such name", () => {
      assert.equal(answer("openclaw.ai", 28)?.toString("hex", 0, 8), "1234818000010000");
      assert.equal(answer("example.com", 1)?.toString("hex", 0, 8), "1234818300010000");
    });
    it("does not answer what is no query", () => {
      const short = query("openclaw.ai", 1);
      for (let length = 0; length < short.length; length += 1) {
        assert.equal(readQuestion(short.subarray(0, length)), null);
      }
      assert.equal(readQuestion(Buffer.from("123481800001000000000000016100000100", "hex")), null);
    });
  });

  describe("registry", () => {
    const ask = async (path: string) => {
      const packages = await lockedPackages(lock);
      const archive = () => Promise.resolve(Buffer.from("archive"));
      return answerFromRegistry({ packages, archive }, { part: "packages", path });
    };

    it("tells what npm has to know of a package", async () => {
      const { status, body } = await ask("/openclaw");
      assert.equal(status, 200);
      const packument = JSON.parse(body.toString()) as {
        "dist-tags": { latest: string };
        versions: Record<string, { dist: { tarball: string; integrity: string } } & Record<string, unknown>>;
      };
      assert.equal(packument["dist-tags"].latest, "2026.9.6");
      const version = packument.versions["2026.9.6"];
      assert.ok(version);
      assert.equal(version["hasInstallScript"], true);
      assert.deepEqual(version["engines"], { node: ">=24.16.0 <25 || >=26.1.0" });
      const { tarball, integrity } = version.dist;
      assert.equal(tarball, "https://registry.npmjs.org/openclaw/-/openclaw-2026.9.6.tgz");
      assert.match(integrity, /^sha512-/);
    });
    it("knows scoped packages the way npm writes them", async () => {
      const { body } = await ask("/@clack%2fcore");
      assert.match(body.toString(), /registry\.npmjs\.org\/@clack\/core\/-\/core-[\d.]+\.tgz/);
    });
    it("hands out archives, and nothing that no lockfile pins", async () => {
      assert.equal((await ask("/openclaw/-/openclaw-2026.9.6.tgz")).body.toString(), "archive");
      assert.equal((await ask("/openclaw/-/openclaw-2026.9.7.tgz")).status, 404);
      assert.equal((await ask("/left-pad")).status, 404);
    });
  });

  it("find an archive in npm's cache by its hash", () => {
    const integrity = `sha512-${Buffer.from("abcdef", "hex").toString("base64")}`;
    assert.equal(contentFile("/cache", integrity), "/cache/sha512/ab/cd/ef");
  });

  it("replace one file of an archive and leave the rest", () => {
    const entry = (name: string, text: string) => {
      const header = Buffer.alloc(512);
      header.write(name);
      header.write(`${text.length.toString(8).padStart(11, "0")}\0`, 124);
      return Buffer.concat([header, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)]);
    };
    const end = Buffer.alloc(1024);
    const archive = gzipSync(Buffer.concat([entry("a", "one"), entry("b", "x".repeat(600)), end]));
    const changed = gunzipSync(replaceInArchive(archive, "b", (text) => text.slice(0, 2)));
    assert.equal(changed.length, 1024 + 1024 + 1024);
    assert.equal(changed.toString("latin1", 512, 515), "one");
    assert.equal(changed.toString("latin1", 1024 + 124, 1024 + 135), "00000000002");
    assert.equal(changed.toString("latin1", 1536, 1539), "xx\0");
    const header = Buffer.from(changed.subarray(1024, 1536));
    const sum = Number.parseInt(header.toString("latin1", 148, 154), 8);
    header.fill(" ", 148, 156);
    assert.equal(
      sum,
      header.reduce((total, byte) => total + byte, 0),
    );
    assert.throws(() => replaceInArchive(archive, "c", (text) => text), /no c in the archive/);
  });
});
