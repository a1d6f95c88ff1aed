import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Lab, startLab } from "../lab.ts";
import { shownExitCode } from "../service/initClient.ts";
import { eventually, holdAwake, sh } from "./suiteSupport.ts";

const name = "Ubuntu";
const other = "Debian";
const system32 = "/mnt/c/Windows/System32";

/** All of what a script in an instance wrote, and its exit code. */
async function run(lab: Lab, script: string, instance = name) {
  const { status, stdout, stderr } = await lab.inside({ name: instance, argv: ["/bin/bash", "-c", script] });
  return { code: shownExitCode(status), stdout: stdout.toString(), stderr: stderr.toString() };
}

describe("lab: Windows as seen from inside", () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab();
    await lab.install(name);
  });
  after(() => lab.stop());

  it("looks like WSL, and shows nothing of the lab", async () => {
    const release = "cat /proc/sys/kernel/osrelease";
    assert.equal(await sh(lab, name, "uname -r"), await sh(lab, name, release));
    assert.match(await sh(lab, name, "uname -sm"), /^Linux (x86_64|aarch64)$/);
    assert.match(await sh(lab, name, "uname --all"), /^Linux DESKTOP-LAB \S+WSL2 #1 SMP .* GNU\/Linux$/);
    const inits = "for f in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <$f; echo; done | grep ^/init | sort -u";
    assert.equal(await sh(lab, name, inits), "/init");
    const variables = "cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -c ^INIT_SOCKET=; true";
    assert.equal(await sh(lab, name, variables), "0");
  });

  it("runs programs of Windows, on PATH and by path", async () => {
    assert.deepEqual(await run(lab, `${system32}/hostname.exe`), {
      code: 0,
      stdout: "DESKTOP-LAB\r\n",
      stderr: "",
    });
    assert.equal((await run(lab, "hostname.exe")).stdout, "DESKTOP-LAB\r\n");
    assert.equal(await sh(lab, name, "useradd -m me; true"), "");
    assert.equal((await sh(lab, name, "hostname.exe", "me")).trim(), "DESKTOP-LAB", "not root alone");
  });

  it("hands over arguments, streams and eight bits of the exit code", async () => {
    const echo = await run(lab, `cd /mnt/c; cmd.exe /c echo "a  b" 'c"d'`);
    assert.deepEqual([echo.code, echo.stdout], [0, 'a  b c"d\r\n']);
    assert.equal((await run(lab, "cd /mnt/c; cmd.exe /c exit 300")).code, 44);
    const absent = await run(lab, "cd /mnt/c; WSL_UTF8=1 WSLENV=WSL_UTF8 wsl.exe -d Nowhere --exec true");
    assert.equal(absent.code, 255);
    assert.match(absent.stdout, /Wsl\/Service\/WSL_E_DISTRO_NOT_FOUND/);
    const pipe = "head -c 3000000 /dev/zero | wsl.exe -d Ubuntu --cd / --exec /bin/cat | wc -c";
    assert.equal((await run(lab, pipe)).stdout, "3000000\n");
  });

  it("hands over no variable that WSLENV does not name", async () => {
    const show = "cd /mnt/c; export ONE=1 TWO=/mnt/c/x; cmd.exe /c echo %ONE% %TWO%";
    assert.equal((await run(lab, show)).stdout, "%ONE% %TWO%\r\n");
    assert.equal((await run(lab, `export WSLENV=ONE:TWO/p; ${show}`)).stdout, "1 C:\\x\r\n");
    assert.equal((await run(lab, `export WSLENV=ONE/u; ${show}`)).stdout, "%ONE% %TWO%\r\n");
  });

  it("translates the current folder; cmd.exe likes no share", async () => {
    assert.equal((await run(lab, "cd /mnt/c/Users; cmd.exe /c cd")).stdout, "C:\\Users\r\n");
    const share = await run(lab, "cd /etc; cmd.exe /c cd");
    assert.equal(share.stdout, "C:\\Windows\r\n");
    assert.match(
      share.stderr,
      /^'\\\\wsl\.localhost\\Ubuntu\\etc'\r\nCMD\.EXE was started with the above path/,
    );
    assert.equal((await run(lab, "cd /etc; wsl.exe --exec pwd")).stdout, "/etc\n");
  });

  it("ends a program with the process that stands for it", async () => {
    const held = await holdAwake(lab, name, "cd /mnt/c; exec wsl.exe -d Ubuntu --exec sleep 4711");
    const commands = () => sh(lab, name, "pgrep -fc '^sleep 4711' || true");
    await eventually(commands, (count) => count === "1");
    const tasks = (await lab.windows(["tasklist.exe"])).stdout.toString();
    assert.match(tasks, /^wsl\.exe /m);
    assert.equal(tasks.match(/^wslhost\.exe /gm)?.length, 2, "one for each command that runs");
    await held.end();
    await eventually(commands, (count) => count === "0");
    await eventually(
      async () => (await lab.windows(["tasklist.exe"])).stdout.toString(),
      (text) => !/^wsl\.exe /m.test(text),
    );
  });

  it("fails with the error of a dead session", async () => {
    const gone = await run(lab, "WSL_INTEROP=/run/WSL/999_interop hostname.exe");
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /^<3>init: \(\d+\) ERROR: UtilConnectToInteropServer:300: connect failed 2\n$/);
    assert.equal((await run(lab, "unset WSL_INTEROP; hostname.exe")).stdout, "DESKTOP-LAB\r\n");
  });

  it("wslpath and wslinfo", async () => {
    const paths =
      "wslpath -w /etc; wslpath -m /mnt/c/Users; wslpath 'C:\\Users'; cd /mnt/c; wslpath -aw Users";
    assert.equal(
      (await run(lab, paths)).stdout,
      "\\\\wsl.localhost\\Ubuntu\\etc\nC:/Users\n/mnt/c/Users\nC:\\Users\n",
    );
    assert.deepEqual(await run(lab, "wslpath -w /not/there"), {
      code: 1,
      stdout: "",
      stderr: "wslpath: /not/there\n",
    });
    assert.equal((await run(lab, "wslinfo --networking-mode; wslinfo --version -n")).stdout, "nat\n2.9.4");
    assert.equal((await run(lab, "wslinfo --nothing")).code, 1);
  });

  it("loses interop when another systemd instance is terminated, before 2.8.9", async () => {
    const entry = "cat /proc/sys/fs/binfmt_misc/WSLInterop";
    assert.match(
      (await run(lab, entry)).stdout,
      /^enabled\ninterpreter \/init\nflags: PF\noffset 0\nmagic 4d5a\n$/,
    );
    await lab.install(other);
    const held = await holdAwake(lab, name);
    try {
      await sh(lab, other, "true");
      lab.machine({ wslVersion: "2.6.3.0" });
      await lab.ask("terminate", { name: other });
      assert.notEqual((await run(lab, entry)).code, 0);
      await sleep(100);
      const off = await run(lab, `${system32}/wsl.exe -l -q`);
      assert.equal(off.code, 126);
      assert.match(off.stderr, /cannot execute binary file: Exec format error/);
      assert.equal(
        (await run(lab, "wslinfo --version")).code,
        0,
        "WSL's own programs are no Windows programs",
      );
      await sh(lab, other, "true");
      await sleep(100);
      assert.equal((await run(lab, "hostname.exe")).code, 0, "the next start registers it for all");
    } finally {
      lab.machine({ wslVersion: "2.9.4.0" });
      await held.end();
    }
  });

  it("has none where wsl.conf says so", async () => {
    const files = { "/etc/wsl.conf": "[boot]\nsystemd=true\n[interop]\nenabled=false\n" };
    await lab.install("Locked", { files });
    const off = await run(lab, `${system32}/hostname.exe; ls /run/WSL; echo $PATH`, "Locked");
    assert.match(off.stderr, /cannot execute binary file: Exec format error/);
    assert.doesNotMatch(off.stdout, /interop|mnt/);
  });
});
