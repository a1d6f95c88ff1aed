import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chosenVariables, ourPath } from "../../../lab/wine/shimCall.ts";
import { encodeFrame, FrameReader } from "../../../lab/wine/shimFrames.ts";
import { registryFile } from "../../../lab/wine/wineRegistry.ts";

describe("frames of PE shims", () => {
  it("are whole however they arrive", () => {
    const sent = [encodeFrame("a", Buffer.from("ü")), encodeFrame("g", Buffer.alloc(0))];
    const reader = new FrameReader();
    const frames = Array.from(Buffer.concat(sent)).flatMap((byte) => reader.read(Buffer.of(byte)));
    assert.deepEqual(
      frames.map(({ type, payload }) => [type, payload.toString()]),
      [
        ["a", "ü"],
        ["g", ""],
      ],
    );
  });

  it("have an upper limit", () => {
    const header = Buffer.from([0x69, 0x7f, 0, 0, 0]);
    assert.throws(() => new FrameReader().read(header), /a frame of/);
  });
});

describe("what a PE shim hands on", () => {
  it("is what the programs of the lab heed, and what WSLENV names", () => {
    const env = new Map([
      ["WSL_UTF8", "1"],
      ["WSLENV", "ONE/p:TWO"],
      ["ONE", "1"],
      ["TWO", "2"],
      ["Path", "C:\\"],
      ["DOCKER_HOST", "x"],
      ["=C:", "C:\\"],
    ]);
    assert.deepEqual(chosenVariables(env), {
      WSL_UTF8: "1",
      WSLENV: "ONE/p:TWO",
      ONE: "1",
      TWO: "2",
      DOCKER_HOST: "x",
    });
  });

  describe("in a folder", () => {
    let home: string;
    before(async () => {
      home = await mkdtemp(join(tmpdir(), "lens-shim-"));
      await mkdir(join(home, "c/Program Files/Tool"), { recursive: true });
      await writeFile(join(home, "c/Program Files/Tool/probe.exe"), "");
    });
    after(() => rm(home, { recursive: true }));

    it("is found in any letters, and on the drive of our side", async () => {
      const file = join(home, "c/Program Files/Tool/probe.exe");
      assert.equal(await ourPath(home, "C:\\Program Files\\Tool\\probe.exe"), file);
      assert.equal(await ourPath(home, "\\\\?\\c:\\program files\\TOOL\\PROBE.EXE"), file);
      assert.equal(await ourPath(home, "C:\\"), join(home, "c"));
      assert.equal(await ourPath(home, "Z:\\usr\\bin"), "/usr/bin");
    });

    it("is nowhere when there is no such file, or it is on a share", async () => {
      assert.equal(await ourPath(home, "C:\\Program Files\\none.exe"), null);
      assert.equal(await ourPath(home, "C:\\..\\..\\etc"), null);
      assert.equal(await ourPath(home, "\\\\wsl.localhost\\Ubuntu\\home"), null);
    });
  });
});

describe("the registry file for Wine", () => {
  it("clears what the lab decides and writes every type", () => {
    const key = "HKEY_CURRENT_USER\\Software\\Lens";
    const text = registryFile([
      { key, name: "a", type: "REG_SZ", data: 'C:\\x "y"' },
      { key, name: "(Default)", type: "REG_SZ", data: "d" },
      { key, name: "n", type: "REG_DWORD", data: "0x1f" },
      { key, name: "e", type: "REG_EXPAND_SZ", data: "é" },
      { key, name: "m", type: "REG_MULTI_SZ", data: "a\\0b" },
      { key: `${key}\\Empty`, name: "", type: "REG_SZ", data: "" },
    ]);
    const lines = text.split("\r\n");
    assert.equal(lines[0], "Windows Registry Editor Version 5.00");
    assert.ok(lines.includes("[-HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss]"));
    assert.deepEqual(lines.slice(lines.indexOf(`[${key}]`)), [
      `[${key}]`,
      '"a"="C:\\\\x \\"y\\""',
      '@="d"',
      '"n"=dword:0000001f',
      '"e"=hex(2):e9,00,00,00',
      '"m"=hex(7):61,00,00,00,62,00,00,00,00,00',
      "",
      `[${key}\\Empty]`,
      "",
      "",
    ]);
  });
});
