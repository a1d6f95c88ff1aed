import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { bootInstance } from "../kernel/bootInstance.ts";
import { cgroupFolder } from "../kernel/labCgroup.ts";
import { sweepMachine, type OwnerFile } from "../kernel/machineSweep.ts";
import { runTool } from "../kernel/runTool.ts";
import { spawnInLan, spawnInWindows } from "../kernel/windowsProcess.ts";
import { run, sh, startScene, untilRunning, type KernelScene } from "./kernelSupport.ts";

const ownerProgram = fileURLToPath(new URL("kernelOwnerProcess.ts", import.meta.url));
let scene: KernelScene;

before(async function () {
  this.timeout(600_000);
  scene = await startScene();
});
after(() => scene.close());

/** What bash says when it connects from there; nothing when it could. */
async function reach(start: typeof spawnInWindows, host: string, port: number): Promise<string> {
  const script = `exec 3<>/dev/tcp/${host}/${port}`;
  const child = start(scene.place, ["/usr/bin/timeout", "5", "/bin/bash", "-c", script], {
    env: { LC_ALL: "C" },
  });
  return (await child.stderr?.toArray())?.join("") ?? "";
}

describe("lab kernel: several instances", () => {
  it("share the network of the VM, and nothing else", async () => {
    const [one, two] = await Promise.all([
      bootInstance(scene.options("one")),
      bootInstance(scene.options("two", { hasSystemd: false })),
    ]);
    try {
      assert.equal((await sh(two, "cat /proc/1/comm")).stdout, "init\n");
      assert.equal((await sh(two, "tr '\\0' '\\n' </proc/1/cmdline | head -n 1")).stdout, "/init\n");
      const [netOne, netTwo] = await Promise.all(
        [one, two].map((each) => sh(each, "readlink /proc/self/ns/net")),
      );
      assert.equal(netOne?.stdout, netTwo?.stdout);
      const [pidOne, pidTwo] = await Promise.all(
        [one, two].map((each) => sh(each, "readlink /proc/self/ns/pid")),
      );
      assert.notEqual(pidOne?.stdout, pidTwo?.stdout);
      await sh(one, "echo here >/root/file");
      assert.notEqual((await sh(two, "cat /root/file")).status, 0);
      const ids = await Promise.all(
        [one, two].map((each) => sh(each, "cat /proc/sys/kernel/random/boot_id")),
      );
      assert.equal(ids[0]?.stdout, ids[1]?.stdout);
    } finally {
      await Promise.all([one.kill(), two.kill()]);
    }
  });

  it("shut down in an orderly way, and quickly", async () => {
    const instance = await bootInstance(scene.options("orderly"));
    await untilRunning(instance);
    const started = Date.now();
    await Promise.all([run(instance, ["systemctl", "poweroff"]), instance.ended]);
    assert.ok(Date.now() - started < 5_000, `it took ${Date.now() - started} ms`);
    assert.ok(!existsSync(`/proc/${instance.pid1}/exe`));
  });

  it("say why they did not boot", async () => {
    await assert.rejects(
      bootInstance(scene.options("broken", { lower: ["/nonexistent"] })),
      /broken did not boot: .*mount/,
    );
  });
});

describe("lab kernel: the end of its owner", () => {
  it("leaves no process, mount, cgroup, network or file, even by SIGKILL", async () => {
    const { owner, home, cgroup } = await startOwner();
    const pids = members(cgroup);
    assert.ok(pids.length >= 5, `${pids.length} processes`);
    const networks = new Set(pids.map((pid) => readlinkSync(`/proc/${pid}/ns/net`).replace(/\D/g, "")));
    assert.equal(networks.size, 3, "Windows, the LAN peer and the VM");
    owner.kill("SIGKILL");
    for (let tries = 0; tries < 500 && existsSync(home); tries += 1) await sleep(20);
    assert.ok(!existsSync(home));
    assert.ok(!existsSync(cgroup));
    assert.deepEqual(pids.filter(hasProgram), []);
    assert.ok(!readFileSync("/proc/self/mounts", "utf8").includes(home));
    const left = await runTool(["lsns", "--type", "net", "--noheadings", "--output", "NS"]);
    assert.deepEqual(
      left.split(/\s+/).filter((network) => networks.has(network)),
      [],
    );
  });

  it("lets the next lab clear away what nobody else could", async () => {
    const { owner, home, cgroup } = await startOwner();
    const { janitor } = JSON.parse(readFileSync(join(home, "owner.json"), "utf8")) as OwnerFile;
    process.kill(janitor.pid, "SIGKILL");
    owner.kill("SIGKILL");
    await once(owner, "exit");
    assert.ok(existsSync(cgroup));
    await sweepMachine();
    assert.ok(!existsSync(home));
    assert.ok(!existsSync(cgroup));
  });

  async function startOwner() {
    const home = await mkdtemp(join(tmpdir(), "gl-"));
    const owner = spawn(process.execPath, [ownerProgram, home, scene.rootfs], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [cgroup] = (await once(owner.stdout, "data")) as [Buffer];
    return { owner, home, cgroup: cgroupFolder({ home, cgroup: cgroup.toString().trim() }) };
  }

  function members(cgroup: string): readonly number[] {
    return readdirSync(cgroup, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name === "cgroup.procs")
      .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").split("\n"))
      .map(Number)
      .filter((pid) => pid > 0);
  }

  /** A zombie that nobody buries has none. */
  function hasProgram(pid: number): boolean {
    return existsSync(`/proc/${pid}/exe`);
  }
});

describe("lab kernel: networks", () => {
  it("is Windows' own when it is mirrored", async () => {
    const mirrored = await startScene("mirrored");
    try {
      assert.equal(mirrored.network.address, null);
      assert.equal(readlinkSync(mirrored.network.path), readlinkSync(mirrored.place.windowsNetwork));
    } finally {
      await mirrored.close();
    }
  });

  it("connects to a port of the VM that Windows' own loopback does not have", async () => {
    const instance = await bootInstance(scene.options("server"));
    try {
      const serve = "systemd-socket-activate --listen 127.0.0.1:4711 --accept --inetd /bin/cat";
      void sh(instance, serve).catch(() => undefined);
      for (let tries = 0; tries < 200 && !(await listens(4711)); tries += 1) await sleep(20);
      assert.ok(await listens(4711));
      const socket = await scene.network.connect({ family: "ipv4", port: 4711 });
      socket.end("echo");
      let answer = "";
      for await (const chunk of socket) answer += String(chunk);
      assert.equal(answer, "echo");
      await assert.rejects(scene.network.connect({ family: "ipv4", port: 4712 }), /ECONNREFUSED/);
      assert.match(await reach(spawnInWindows, "127.0.0.1", 4711), /Connection refused/);
    } finally {
      await instance.kill();
    }
    async function listens(port: number): Promise<boolean> {
      return (await scene.network.listening()).some((each) => each.family === "ipv4" && each.port === port);
    }
  });

  it("lets Windows and the phone reach each other in the LAN, and nobody the machine underneath", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    assert.match(await reach(spawnInWindows, "127.0.0.1", port), /Connection refused/);
    server.close();

    assert.match(await reach(spawnInLan, "192.168.77.10", 9), /Connection refused/);
    assert.match(await reach(spawnInWindows, "192.168.77.20", 9), /Connection refused/);
    assert.match(await reach(spawnInWindows, scene.network.address ?? "", 9), /Connection refused/);
    assert.match(await reach(spawnInLan, scene.network.address ?? "", 9), /Network is unreachable/);
  });
});
