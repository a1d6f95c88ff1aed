import assert from "node:assert/strict";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { bootInstance } from "../kernel/bootInstance.ts";
import type { BootedInstance } from "../kernel/kernelTypes.ts";
import { dialInit, rootCommand, runByInit } from "../service/initClient.ts";
import { kernelRelease, run, sh, startScene, untilRunning, type KernelScene } from "./kernelSupport.ts";

describe("lab kernel: an instance with systemd", () => {
  let scene: KernelScene;
  let instance: BootedInstance;
  before(async function () {
    this.timeout(600_000); // it may have to build the root
    scene = await startScene();
    instance = await bootInstance(scene.options("ubuntu"));
    await untilRunning(instance);
  });
  after(() => scene.close());

  it("looks like WSL to what runs inside", async () => {
    assert.equal((await sh(instance, "cat /proc/sys/kernel/osrelease")).stdout, `${kernelRelease}\n`);
    assert.match(
      (await sh(instance, "cat /proc/version")).stdout,
      /^Linux version .*microsoft-standard-WSL2 /,
    );
    assert.equal((await run(instance, ["systemd-detect-virt"])).stdout, "wsl\n");
    assert.equal((await run(instance, ["hostname"])).stdout, "DESKTOP-LAB\n");
    const environ = (await sh(instance, "tr '\\0' '\\n' </proc/1/environ | sort")).stdout;
    assert.equal(environ, "container=wsl\ncontainer_host_id=windows\ncontainer_host_version_id=2.9.4.0\n");
    assert.equal((await run(instance, ["systemctl", "--failed", "--quiet", "--no-legend"])).stdout, "");
  });

  it("cannot change the machine underneath", async () => {
    const { status } = await sh(instance, "echo 1 >/proc/sys/kernel/pid_max");
    assert.notEqual(status, 0);
    assert.notEqual((await sh(instance, "date -s 2020-01-01")).status, 0);
  });

  it("hands over streams, arguments and the status", async () => {
    const result = await run(
      instance,
      ["/bin/sh", "-c", 'cat; echo "$1" >&2; exit 3', "sh", "a b\n*"],
      "in\0put",
    );
    assert.deepEqual(result, { status: 3 << 8, stdout: "in\0put", stderr: "a b\n*\n" });
    assert.equal((await sh(instance, "kill -9 $$")).status, 9);
    assert.equal((await sh(instance, "kill -TERM $$")).status, 15);
    const missing = await run(instance, ["nosuch"]);
    assert.equal(missing.status, 1 << 8);
    assert.match(
      missing.stderr,
      /^<3>WSL \(\d+ - Relay\) ERROR: CreateProcessCommon:\d+: execvpe\(nosuch\) failed: No such file or directory\n$/,
    );
  });

  it("carries large binary streams both ways", async () => {
    const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * 31) % 251));
    const { stdout } = await runByInit({
      initSocket: instance.initSocket,
      id: "large",
      command: rootCommand(["cat"]),
      input: bytes,
    });
    assert.ok(stdout.equals(bytes));
  });

  it("runs many commands at once", async () => {
    const numbers = Array.from({ length: 30 }, (_, at) => String(at));
    const answers = await Promise.all(numbers.map((text) => sh(instance, "cat", text)));
    assert.deepEqual(
      answers.map(({ stdout }) => stdout),
      numbers,
    );
  });

  it("hangs the terminal up when the caller is gone, and holds on for what got away", async () => {
    const { initSocket } = instance;
    const hold = await dialInit(initSocket, { id: "gone", stream: "hold" });
    const script = "trap 'echo hup >/run/hup; exit' HUP; while :; do sleep 0.05; done";
    const control = await dialInit(initSocket, {
      id: "gone",
      stream: "control",
      ...rootCommand(["/bin/sh", "-c", script]),
    });
    await sleep(300);
    const hungUp = once(hold.resume(), "end");
    control.destroy();
    await hungUp;
    await untilFile("/run/hup");

    const second = await dialInit(initSocket, { id: "daemon", stream: "hold" });
    const released = once(second.resume(), "end");
    const started = Date.now();
    const { status } = await runByInit({
      initSocket,
      id: "daemon",
      command: rootCommand(["/bin/sh", "-c", "setsid sleep 2 & sleep 0.2"]),
    });
    assert.equal(status, 0);
    assert.ok(Date.now() - started < 1_500, "the command itself ends at once");
    await released;
    assert.ok(Date.now() - started >= 1_900, "its descendant holds on");

    async function untilFile(path: string): Promise<void> {
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await sh(instance, `cat ${path}`)).status === 0) return;
        await sleep(20);
      }
      assert.fail(`${path} was not written`);
    }
  });

  it("gives a command the terminal that it is told to have", async () => {
    const command = {
      ...rootCommand(["sh", "-c", "tty; stty size; test -t 0 && echo in"]),
      rows: 33,
      columns: 101,
    };
    const { stdout } = await runByInit({
      initSocket: instance.initSocket,
      id: "tty",
      command: { ...command, tty: [true, true, true] },
    });
    assert.match(stdout.toString(), /^\/dev\/pts\/\d+\r\n33 101\r\nin\r\n$/);
    const piped = await sh(instance, "ps -o tty= -p $$; test -t 1 || echo piped");
    assert.match(piped.stdout, /^pts\/\d+\s*\npiped\n$/, "a controlling terminal even with pipes");
  });

  it("tells a command when its window has another size", async () => {
    const script = "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.05; done";
    const stdout = await dialInit(instance.initSocket, { id: "size", stream: "stdout" });
    const command = { ...rootCommand(["/bin/sh", "-c", script]), tty: [true, true, true] } as const;
    const control = await dialInit(instance.initSocket, { id: "size", stream: "control", ...command });
    const shown = text(stdout);
    stdout.once("data", () => control.write('{"rows":12,"columns":34}\n'));
    assert.equal(await shown, "ready\r\n12 34\r\n");
    control.destroy();
  });

  it("starts the user manager of systemd on login", async () => {
    await sh(instance, "useradd -m -s /bin/bash tester");
    const session = await dialInit(instance.initSocket, { stream: "login", user: "tester" });
    let state = "";
    for (let tries = 0; tries < 200 && state !== "active\n"; tries += 1) {
      state = (await sh(instance, 'systemctl is-active "user@$(id -u tester).service"')).stdout;
      await sleep(20);
    }
    assert.equal(state, "active\n");
    session.destroy();
  });
});
