import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type Lab, startLab } from "../lab.ts";
import type { CommandOptions } from "../labCommand.ts";
import { entryOf, eventually, sh, stateOf } from "./suiteSupport.ts";

const name = "OpenClawGateway";
const utf8 = { WSL_UTF8: "1" };

describe("lab: wsl.exe", () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ machine: { instanceIdleMs: 60_000 } });
  });
  after(() => lab.stop());
  beforeEach(() => lab.machine({ faults: [], language: "en-US", wslVersion: "2.9.4.0", installMs: 0 }));

  async function wsl(argv: readonly string[], options: CommandOptions = {}) {
    const run = await lab.windows(["wsl.exe", ...argv], { ...options, env: { ...utf8, ...options.env } });
    return {
      code: run.code,
      stdout: run.stdout.toString(),
      stderr: run.stderr.toString(),
      bytes: run.stdout,
    };
  }
  const inside = (...argv: string[]) => wsl(["-d", name, "--cd", "/", ...argv]);

  describe("--install", () => {
    const install = ["--install", "Ubuntu-24.04", "--name", name, "--location", "C:\\gateways\\one"];

    it("registers nothing when Windows must be restarted, and nothing without a network", async () => {
      lab.machine({ faults: ["reboot-needed"] });
      const reboot = await wsl([...install, "--no-launch", "--version", "2"]);
      assert.equal(reboot.code, 0);
      assert.match(reboot.stdout, /until the system is rebooted\. \r\n$/);
      lab.machine({ faults: ["no-network"], language: "de-DE" });
      const offline = await wsl([...install, "--no-launch"]);
      assert.equal(offline.code, 255);
      assert.match(offline.stdout, /\r\nFehlercode: Wsl\/InstallDistro\/WININET_E_NAME_NOT_RESOLVED\r\n$/);
      assert.deepEqual(await wsl(["-l", "-q", "--all"]), {
        code: 0,
        stdout: "",
        stderr: "",
        bytes: Buffer.of(),
      });
    });

    it("shows what is being installed only to -v and --all", async () => {
      lab.machine({ installMs: 1_500 });
      const installing = wsl([...install, "--no-launch", "--version", "2"]);
      await eventually(
        () => stateOf(lab, name),
        (state) => state === "Installing",
      );
      assert.equal((await wsl(["-l", "-q"])).stdout, "");
      assert.match((await wsl(["-l", "-v"])).stdout, /^\* OpenClawGateway {4}Installing {6}2\r$/m);
      assert.match(
        (await wsl(["-d", name, "-e", "true"])).stdout,
        /Wsl\/Service\/E_ILLEGAL_STATE_CHANGE\r\n$/,
      );
      const { code, stdout } = await installing;
      assert.equal(code, 0);
      assert.match(stdout, /^Downloading: .*\r\nInstalling: .*\r\n.*'wsl\.exe -d OpenClawGateway'\r\n$/);
    });

    it("refuses a name, a place and a distribution that it cannot have", async () => {
      const codeOf = async (...argv: string[]) => {
        const { code, stdout } = await wsl(argv);
        assert.equal(code, 255);
        return /Error code: (.*)\r\n$/.exec(stdout)?.[1];
      };
      assert.equal(await codeOf(...install), "Wsl/InstallDistro/ERROR_ALREADY_EXISTS");
      assert.equal(
        await codeOf("--install", "Debian", "--name", "X", "--location", "C:\\gateways\\one"),
        "Wsl/InstallDistro/Service/RegisterDistro/ERROR_FILE_EXISTS",
      );
      assert.equal(await codeOf("--install", "Ubuntu-99.99"), "Wsl/InstallDistro/WSL_E_DISTRO_NOT_FOUND");
      assert.equal(await codeOf("--install", "Debian", "--name", "a b"), "Wsl/InstallDistro/E_INVALIDARG");
      lab.machine({ faults: ["disk-full"], wslVersion: "2.6.3.0" });
      assert.equal(
        await codeOf("--install", "Debian", "--name", "X"),
        "Wsl/InstallDistro/Service/RegisterDistro/0x80070070",
      );
    });
  });

  describe("commands", () => {
    it("keeps an argv with --exec, and gives the raw line to the shell without", async () => {
      const words = ["$HOME", "a b", "`id`", '"', "x;y", "*"];
      const exact = await inside("--exec", "printf", "[%s]", ...words);
      assert.equal(exact.stdout, words.map((word) => `[${word}]`).join(""));
      assert.equal((await inside("--", "echo", "$HOME", "`id -un`", ";", "pwd")).stdout, "/root root\n/\n");
      const asOneWord = await inside("--", "echo a");
      assert.equal(asOneWord.code, 127);
    });

    it("passes bytes both ways", async () => {
      const input = randomBytes(1024 * 1024);
      const { bytes, code } = await wsl(["-d", name, "-e", "cat"], { input });
      assert.equal(code, 0);
      assert.ok(bytes.equals(input));
    });

    const codes: readonly (readonly [string, number])[] = [
      ["exit 3", 3],
      ["kill -9 $$", 9],
      ["kill -15 $$", 15],
      ["exit 67", 255],
      ["exit 87", 255],
    ];
    for (const [script, code] of codes) {
      it(`gives ${code} for ${script}`, async () => {
        assert.equal((await inside("-e", "sh", "-c", script)).code, code);
      });
    }

    it("says what Linux says on the raw stream, and its own on stdout", async () => {
      const missing = await inside("-e", "nosuch");
      assert.equal(missing.code, 1);
      assert.match(missing.stderr, /^<3>WSL \(\d+ - Relay\) ERROR: .*execvpe\(nosuch\) failed: No such file/);
      const nobody = await wsl(["-d", name, "-u", "nobody-here", "-e", "true"], { env: { WSL_UTF8: "" } });
      assert.match(
        nobody.bytes.toString("utf16le"),
        /^User not found\.\r\nError code: .*USER_NOT_FOUND\r\n$/,
      );
      assert.match(nobody.stderr, /^<3>WSL .*getpwnam\(nobody-here\) failed 17\n$/);
    });

    it("starts where Windows is, lets across what WSLENV names, and has the session's bus", async () => {
      const env = { WSLENV: "WORD:PLACE/p", WORD: "x y", PLACE: "C:\\Users\\dev", OTHER: "z" };
      const script = 'pwd; echo "$WORD $PLACE [$OTHER]"; systemctl --user is-system-running';
      const { stdout } = await wsl(["-d", name, "-e", "sh", "-c", script], { env });
      assert.equal(stdout, "/mnt/c/Windows\nx y /mnt/c/Users/dev []\nrunning\n");
    });

    it("gives a console its terminal", async () => {
      const command = `wsl.exe -d ${name} -e sh -c 'tty; test -t 0 && test -t 1 && echo both'`;
      const { stdout } = await lab.windows(["script", "-qec", command, "/dev/null"]);
      assert.match(stdout.toString(), /\/dev\/pts\/\d+\r\nboth\r\n/);
    });

    it("ends with 1 when its instance is terminated", async () => {
      const running = inside("-e", "sleep", "60");
      await eventually(
        () => entryOf(lab, name),
        (entry) => (entry?.clients ?? 0) > 0,
      );
      assert.equal((await wsl(["--terminate", name])).code, 0);
      assert.equal((await running).code, 1);
    });

    it("hangs the command up when it is killed", async () => {
      const stop = new AbortController();
      const running = wsl(["-d", name, "-e", "sleep", "4711"], { signal: stop.signal }).catch(
        () => undefined,
      );
      const count = () => sh(lab, name, "pgrep -fc '^sleep 4711' || true");
      await eventually(count, (text) => text === "1");
      stop.abort();
      await running;
      await eventually(count, (text) => text === "0");
    });
  });

  describe("management", () => {
    it("writes the default user by asking the instance for its number", async () => {
      await inside("-e", "useradd", "-m", "openclaw");
      assert.equal((await wsl(["--manage", name, "--set-default-user", "openclaw"])).code, 0);
      assert.equal((await inside("-e", "id", "-un")).stdout, "openclaw\n");
      const unknown = await wsl(["--manage", name, "--set-default-user", "nobody-here"]);
      assert.equal(unknown.code, 1);
      assert.match(unknown.stderr, /^id: .nobody-here.: no such user\n$/);
      assert.equal((await wsl(["--manage", name, "--set-default-user", "root"])).code, 0);
    });

    it("exports and imports", async () => {
      await inside("-e", "sh", "-c", "echo kept > /opt/mark");
      assert.equal((await wsl(["--export", name, "C:\\backup.tar"])).code, 0);
      const imported = await wsl(["--import", "Copy", "C:\\copy", "C:\\backup.tar", "--version", "2"]);
      assert.equal(imported.stdout, "The operation completed successfully. \r\n");
      assert.equal((await wsl(["-d", "copy", "-e", "cat", "/opt/mark"])).stdout, "kept\n");
      assert.equal((await wsl(["--unregister", "Copy"])).code, 0);
      assert.equal((await wsl(["-l", "-q"])).stdout, `${name}\r\n`);
    });

    it("shuts everything down without a word", async () => {
      await inside("-e", "true");
      assert.deepEqual(await wsl(["--shutdown"]), { code: 0, stdout: "", stderr: "", bytes: Buffer.of() });
      assert.equal(await stateOf(lab, name), "Stopped");
    });
  });

  describe("faults", () => {
    it("answers --version alone while the service hangs", async () => {
      lab.machine({ faults: ["service-hung"] });
      const late = (...argv: string[]) => assert.rejects(wsl(argv, { timeoutMs: 1_000 }), /no end within/);
      await Promise.all([late("-l", "-v"), late("--status"), late("-d", name, "-e", "true")]);
      assert.equal((await wsl(["--version"])).code, 0);
    });

    it("fails once with E_UNEXPECTED, in Japanese", async () => {
      lab.machine({ faults: ["unexpected-once"], language: "ja-JP" });
      const first = await inside("-e", "true");
      assert.equal(first.stdout, "エラーを特定できません \r\nエラー コード: Wsl/Service/E_UNEXPECTED\r\n");
      assert.equal((await inside("-e", "true")).code, 0);
    });

    it("cannot start while virtualization is off", async () => {
      await wsl(["--shutdown"]);
      lab.machine({ faults: ["virtualization-off"] });
      const { code, stdout } = await inside("-e", "true");
      assert.equal(code, 255);
      assert.match(stdout, /Wsl\/Service\/CreateInstance\/CreateVm\/HCS\/HCS_E_HYPERV_NOT_INSTALLED\r\n$/);
      assert.match((await wsl(["--status"])).stdout, /virtualization is not enabled/);
    });

    it("is not installed, or too old, although instances are registered", async () => {
      lab.machine({ wsl: "stub" });
      const status = await wsl(["--status"]);
      assert.deepEqual([status.code, status.stdout], [50, ""]);
      assert.equal((await wsl(["-l", "-q"])).code, 1);
      lab.machine({ wsl: "inbox" });
      assert.equal((await wsl(["--version"])).code, 255);
      lab.machine({ wsl: "installed" });
    });
  });
});
