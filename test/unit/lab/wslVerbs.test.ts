import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type FakeWorld, runFake } from "./wslFakes.ts";

const instances = [
  { name: "Ubuntu", isDefault: true },
  { name: "Other", state: "Running" as const },
];
const failed = 0xffff_ffff;

async function say(argv: readonly string[], world: FakeWorld = {}) {
  const run = await runFake(argv, { instances, env: { WSL_UTF8: "1" }, ...world });
  return { ...run, text: run.stdout.toString() };
}

describe("wsl.exe and its verbs", () => {
  for (const argv of [
    ["-l", "-q", "-v"],
    ["-l", "-qv"],
    ["--list", "--all", "--running"],
    ["-l", "-o", "-v"],
    ["-l", "--online", "--all"],
    ["--manage"],
    ["--manage", "Ubuntu"],
    ["--manage", "Ubuntu", "--move", "C:\\x", "--resize", "5GB"],
    ["--export", "Ubuntu"],
    ["--mount"],
    ["--help"],
  ]) {
    it(`prints its usage: wsl ${argv.join(" ")}`, async () => {
      const { code, text } = await say(argv);
      assert.equal(code, failed);
      assert.match(text, /^Copyright \(c\) Microsoft Corporation[^]*--unregister <Distro>[^]*\r\n$/);
      assert.doesNotMatch(text, /Error code/);
    });
  }

  const refusals: readonly (readonly [readonly string[], RegExp, FakeWorld?])[] = [
    [["--bogus"], /^Invalid command line argument: --bogus\r\n[^\n]*\r\n$/],
    [["--list=x"], /^Invalid command line argument: --list=x\r\n/],
    [
      ["-l", "--bogus"],
      /^Invalid command line argument: --bogus\r\n.*\r\nError code: Wsl\/E_INVALIDARG\r\n$/,
    ],
    [["--install", "--name"], /^Command line argument --name requires a value\.\r\n/],
    [["-d"], /^Argument --distribution is missing a required parameter\.\r\n$/],
    [["-t"], /^Argument --terminate is missing a required parameter\.\r\n$/],
    [["-u"], /^Argument --user is missing a required parameter\.\r\n$/],
    [["-d", "My Distro", "-e", "x"], /Wsl\/Service\/WSL_E_DISTRO_NOT_FOUND\r\n$/],
    [["-d", "Ubuntu", "-d", "Other"], /^The distribution name has already been set\.\r\n$/],
    [["-d", "nope", "--bogus"], /WSL_E_DISTRO_NOT_FOUND\r\n$/],
    [["-e"], /Wsl\/E_INVALIDARG\r\n$/],
    [["--shell-type", "fish"], /Wsl\/E_INVALIDARG\r\n$/],
    [["--cd", "relative", "-e", "x"], /Wsl\/E_INVALIDARG\r\n$/],
    [["--system", "-e", "x"], /^GUI application support is disabled via C:\\Users\\dev\\.wslconfig/],
    [["--set-version", "Ubuntu", "3"], /Wsl\/ERROR_VERSION_PARSE_ERROR\r\n$/],
    [["--set-default-version", "1"], /Wsl\/WSL_E_WSL1_NOT_SUPPORTED\r\n$/],
    [["--manage", "Other", "--set-sparse", "true"], /Wsl\/Service\/E_INVALIDARG\r\n$/],
    [["--manage", "Other", "--resize", "5GB"], /Wsl\/Service\/WSL_E_DISTRO_NOT_STOPPED\r\n$/],
    [["--mount", "\\\\.\\PHYSICALDRIVE1"], /WSL_E_ELEVATION_NEEDED_TO_MOUNT_DISK\r\n$/],
    [["--import", "X", "C:\\x"], /Wsl\/E_INVALIDARG\r\n$/],
    [["--import", "X", "C:\\x", "disk.vhdx"], /^This looks like a VHD file\./],
    [["--install", "--no-distribution", "Ubuntu"], /^Arguments --no-distribution and --distribution can't/],
    [
      ["--install", "X", "--name", "y"],
      /^Invalid command line argument: --name\r\n/,
      { machine: { wslVersion: "2.3.0.0" } },
    ],
    [
      ["--update"],
      /Wsl\/UpdatePackage\/WININET_E_NAME_NOT_RESOLVED\r\n$/,
      { machine: { faults: ["no-network"] } },
    ],
  ];
  for (const [argv, expected, world] of refusals) {
    it(`refuses wsl ${argv.join(" ")}`, async () => {
      const { code, text } = await say(argv, world);
      assert.match(text, expected);
      assert.equal(code, failed);
    });
  }

  it("hides what is being changed from lists, but not from --all and -v", async () => {
    const world = { instances: [...instances, { name: "New", state: "Installing" as const }] };
    assert.equal((await say(["-l", "-q"], world)).text, "Ubuntu\r\nOther\r\n");
    assert.equal((await say(["-l", "-q", "--all"], world)).text, "Ubuntu\r\nOther\r\nNew\r\n");
    assert.match((await say(["-l", "-v", "--running"], world)).text, /New {7}Installing/);
  });

  it("speaks English in a language that it does not have, the system its own", async () => {
    const machine = { language: "fr-CA" };
    assert.match((await say(["-d", "nope"], { machine })).text, /^There is no distribution/);
    assert.equal((await say(["--terminate", "Ubuntu"], { machine })).text, "L’opération a réussi. \r\n");
  });

  it("takes UTF-8 only for WSL_UTF8=1", async () => {
    const { stdout } = await say(["--version"], { env: { WSL_UTF8: "true" } });
    assert.equal(stdout.subarray(0, 4).toString("latin1"), "W\0S\0");
  });

  it("asks the instance for the number of its default user", async () => {
    const world = { command: { stdout: "1001\n" } };
    const { code, asked, commands, text } = await say(
      ["--manage", "ubuntu", "--set-default-user", "me"],
      world,
    );
    assert.deepEqual([code, text], [0, "The operation completed successfully. \r\n"]);
    assert.deepEqual(commands[0]?.argv, ["/bin/bash", "-c", "/usr/bin/id -u -- 'me'"]);
    assert.deepEqual(asked.at(-1), { call: "setDefaultUid", ask: { name: "Ubuntu", uid: 1001 } });
  });

  it("gives the exit code of id when there is no such user", async () => {
    const world = { command: { stderr: "id: 'x': no such user\n", status: 0x100 } };
    const { code, stderr, text, asked } = await say(["--manage", "Ubuntu", "--set-default-user", "x"], world);
    assert.deepEqual([code, text, stderr.toString()], [1, "", "id: 'x': no such user\n"]);
    assert.ok(asked.every(({ call }) => call !== "setDefaultUid"));
  });

  it("launches what it has installed unless it is told not to", async () => {
    const world = { catalogue: [{ name: "Debian", friendlyName: "Debian GNU/Linux" }] };
    const { text, commands } = await say(["--install", "Debian"], world);
    assert.match(
      text,
      /^Downloading: .*\r\nInstalling: .*\r\nDistribution .*\r\nLaunching Debian\.\.\.\r\n$/,
    );
    assert.deepEqual(commands[0]?.argv, ["-bash"]);
  });

  it("exits 0 and registers nothing when a reboot is needed", async () => {
    const { code, text, asked } = await say(["--install", "X"], { machine: { faults: ["reboot-needed"] } });
    assert.match(text, /rebooted\. \r\n$/);
    assert.deepEqual([code, asked], [0, []]);
  });

  describe("with files", () => {
    let drive: string;
    beforeEach(() => {
      drive = mkdtempSync(join(tmpdir(), "gl-drive-"));
    });
    afterEach(() => rmSync(drive, { recursive: true }));

    it("destroys the file of a failed export", async () => {
      writeFileSync(join(drive, "old.tar"), "precious");
      const { text } = await say(["--export", "nope", "C:\\old.tar"], { drive });
      assert.match(text, /WSL_E_DISTRO_NOT_FOUND/);
      assert.ok(!existsSync(join(drive, "old.tar")));
    });

    it("exports to stdout without a word, and packs", async () => {
      const { code, stdout } = await say(["--export", "Ubuntu", "-"], { drive });
      assert.deepEqual([code, stdout.length], [0, 0]);
      await say(["--export", "Ubuntu", "out.tgz", "--format", "tar.gz"], { drive, folder: "C:\\" });
      assert.equal(gunzipSync(readFileSync(join(drive, "out.tgz"))).length, 0);
    });

    it("imports a file that is there", async () => {
      const missing = await say(["--import", "X", "x", "a.tar"], { drive, folder: "C:\\" });
      assert.match(missing.text, /Wsl\/ERROR_FILE_NOT_FOUND\r\n$/);
      writeFileSync(join(drive, "a.tar"), "");
      const { asked } = await say(["--import", "X", "x", "a.tar", "--version", "2"], {
        drive,
        folder: "C:\\",
      });
      assert.deepEqual(asked, [{ call: "import", ask: { name: "X", location: "C:\\x", file: "C:\\a.tar" } }]);
    });
  });

  it("starts to install WSL at the press of a key, where WSL is not installed", async () => {
    const stub = { machine: { wsl: "stub" as const }, hasConsole: true };
    assert.equal((await runFake(["-l"], { ...stub, stdin: "\u001b" })).installed, false);
    assert.equal((await runFake(["-l"], { ...stub, stdin: " " })).installed, true);
  });
});
