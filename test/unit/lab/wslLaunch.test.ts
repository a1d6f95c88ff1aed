import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { account, type FakeWorld, runFake } from "./wslFakes.ts";

const instances = [{ name: "Ubuntu", isDefault: true }, { name: "Other" }];
const utf8 = { WSL_UTF8: "1" };

async function command(argv: readonly string[], world: FakeWorld = {}) {
  const run = await runFake(argv, { instances, ...world });
  assert.equal(run.commands.length, 1, run.stdout.toString("utf16le"));
  const [first] = run.commands;
  assert.ok(first !== undefined);
  return { ...run, command: first };
}

describe("wsl.exe starts commands", () => {
  const forms: readonly (readonly [readonly string[], string, readonly string[]])[] = [
    [["-e", "printf", "%s", "a b", '"', "$HOME"], "printf", ["printf", "%s", "a b", '"', "$HOME"]],
    [["--exec", "x"], "x", ["x"]],
    [["--shell-type", "none", "x", "$y"], "x", ["x", "$y"]],
    [["--", "echo", "$HOME", "a b"], "/bin/bash", ["/bin/bash", "-c", 'echo $HOME "a b"']],
    [["echo", "-d", "a  b"], "/bin/bash", ["/bin/bash", "-c", 'echo -d "a  b"']],
    [["--", "echo a; echo b"], "/bin/bash", ["/bin/bash", "-c", '"echo a; echo b"']],
    [["--shell-type", "login", "--", "x"], "/bin/bash", ["-bash", "-c", "x"]],
    [["--shell-type", "standard"], "/bin/bash", ["/bin/bash"]],
    [[], "/bin/bash", ["-bash"]],
    [["~"], "/bin/bash", ["-bash"]],
  ];
  for (const [argv, path, expected] of forms) {
    it(`wsl ${argv.join(" ")}`, async () => {
      const { command: asked } = await command(argv);
      assert.equal(asked.path, path);
      assert.deepEqual(asked.argv, expected);
    });
  }

  const folders: readonly (readonly [readonly string[], FakeWorld, string])[] = [
    [["-e", "x"], {}, "/mnt/c/Windows"],
    [["~", "-e", "x"], {}, "/home/dev"],
    [["--cd", "~", "-e", "x"], {}, "/home/dev"],
    [["--cd", "~/src", "-e", "x"], {}, "/home/dev/src"],
    [["--cd", "/no such", "-e", "x"], {}, "/no such"],
    [["--cd", "\\\\wsl.localhost\\Ubuntu\\opt\\x", "-e", "x"], {}, "/opt/x"],
    [["--cd", "\\\\wsl$\\Other\\opt", "-e", "x"], {}, "/home/dev"],
    [["-e", "x"], { grant: { driveRoot: "/drives/c" } }, "/drives/c/Windows"],
    [["-e", "x"], { grant: { driveRoot: null } }, "/home/dev"],
    [["-e", "x"], { folder: "D:\\x" }, "/home/dev"],
    [["-e", "x"], { folder: "C:\\" }, "/mnt/c"],
  ];
  for (const [argv, world, cwd] of folders) {
    it(`in ${cwd}: wsl ${argv.join(" ")} ${world.folder ?? ""}`, async () => {
      const { command: asked } = await command(argv, world);
      assert.equal(asked.cwd, cwd);
    });
  }

  it("goes into a Windows folder that is there, and refuses one that is not", async () => {
    const drive = mkdtempSync(join(tmpdir(), "gl-drive-"));
    mkdirSync(join(drive, "a b"));
    const { command: asked } = await command(["--cd", "C:\\a b", "-e", "x"], { drive });
    assert.equal(asked.cwd, "/mnt/c/a b");
    const run = await runFake(["--cd", "C:\\none", "-e", "x"], { instances, drive, env: utf8 });
    assert.match(run.stdout.toString(), /Error code: Wsl\/ERROR_FILE_NOT_FOUND\r\n$/);
    rmSync(drive, { recursive: true });
  });

  it("says nothing about the folder when no drive is mounted", async () => {
    const { stderr } = await command(["-e", "x"], { grant: { driveRoot: null } });
    assert.equal(stderr.length, 0);
  });

  it("lets across what WSLENV names", async () => {
    const env = {
      WSLENV: "A:P/p:L/l:OUT/w:IN/u:NONE",
      A: "1",
      P: "C:\\Users\\dev",
      L: "C:\\a;D:\\b;C:\\c",
      OUT: "x",
      IN: "y",
      OTHER: "z",
    };
    const { command: asked } = await command(["-e", "x"], { env });
    const expected = { HOME: account.home, A: "1", P: "/mnt/c/Users/dev", L: "/mnt/c/a:/mnt/c/c", IN: "y" };
    assert.deepEqual(asked.env, { ...expected, WSLENV: env.WSLENV });
  });

  const codes: readonly (readonly [string, number | null, number])[] = [
    ["exit code", 3 << 8, 3],
    ["SIGKILL", 9, 9],
    ["SIGTERM", 15, 15],
    ["a dumped core", 0x80 | 11, 139],
    ["an instance that went away", null, 1],
    ["an exit code that means something else to wsl.exe", 67 << 8, 0xffff_ffff],
    ["another one", 87 << 8, 0xffff_ffff],
  ];
  for (const [what, status, code] of codes) {
    it(`gives ${code} for ${what}`, async () => {
      const run = await command(["-e", "x"], { command: { status, stdout: "out" }, env: utf8 });
      assert.equal(run.code, code);
      const text = run.stdout.toString();
      if (status === 67 << 8)
        assert.equal(text, "outUser not found.\r\nError code: Wsl/WSL_E_USER_NOT_FOUND\r\n");
      else if (status === 87 << 8) assert.match(text, /Error code: Wsl\/WSL_E_TTY_LIMIT\r\n$/);
      else assert.equal(text, "out");
    });
  }

  it("passes its stdin on, byte for byte, with the end", async () => {
    const stdin = "\u0000ä\n".repeat(50_000);
    const { stdout } = await command(["-e", "cat"], { stdin, command: { echoes: true } });
    assert.ok(stdout.equals(Buffer.from(stdin)));
  });

  it("prints no warnings when WSL_DISABLE_WARNINGS is 1", async () => {
    const warnings = [{ text: "MessageProxyLocalhostSettingsDropped" }];
    const silent = await command(["-e", "x"], { grant: { warnings }, env: { WSL_DISABLE_WARNINGS: "1" } });
    assert.equal(silent.stderr.length, 0);
    const loud = await command(["-e", "x"], { grant: { warnings }, env: { WSL_DISABLE_WARNINGS: "true" } });
    assert.notEqual(loud.stderr.length, 0);
  });

  it("asks for the instance by its number, at the front or as an option", async () => {
    const guid = "{00000000-0000-0000-0000-000000000001}";
    for (const argv of [
      [guid, "-e", "x"],
      ["--distribution-id", guid, "-u", "me", "-e", "x"],
    ]) {
      const { asked } = await command(argv);
      const [launch] = asked.filter(({ call }) => call === "launch");
      assert.deepEqual(launch?.ask, { name: guid, user: argv.includes("me") ? "me" : null, byGuid: true });
    }
  });
});
