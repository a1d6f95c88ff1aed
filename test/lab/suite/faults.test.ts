import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { labFaults } from "../faults/registry.ts";
import { startInternet } from "../installer/internet.ts";
import { machines, port, startFaultScene, type FaultScene } from "./faultsSupport.ts";
import { eventually, serveInside, sh } from "./suiteSupport.ts";

const name = "OpenClawGateway";

for (const machine of machines) {
  describe(`lab: faults of WSL and Windows, ${Object.values(machine).join(" ")}`, () => {
    let scene: FaultScene;
    before(async () => {
      scene = await startFaultScene(machine);
      await scene.lab.install(name);
    });
    after(() => scene.lab.stop());

    const works = async () => {
      const { code, text } = await scene.wsl("-d", name, "--exec", "echo", "fine");
      assert.deepEqual([code, text], [0, "fine"]);
    };
    const during = async (id: string, see: () => Promise<void>) => {
      await scene.apply(id);
      try {
        await see();
      } finally {
        await scene.clear(id);
      }
      await works();
    };
    const vmOff = () => scene.lab.ask("shutdown", { force: false });

    it("service-hung: the list gives no answer, --version does", () =>
      during("service-hung", async () => {
        const list = scene.lab.windows(["wsl.exe", "-l", "-v"], { timeoutMs: 1_500 });
        await assert.rejects(list, /no end within/);
        assert.equal((await scene.wsl("--version")).code, 0);
      }));

    it("unexpected-once: one launch fails, the next goes well", () =>
      during("unexpected-once", async () => {
        const { code, text } = await scene.wsl("-d", name, "--exec", "true");
        assert.notEqual(code, 0);
        assert.match(text, /E_UNEXPECTED/);
        await works();
      }));

    it("virtualization-off: no instance starts", () =>
      during("virtualization-off", async () => {
        await vmOff();
        const { code, text } = await scene.wsl("-d", name, "--exec", "true");
        assert.notEqual(code, 0);
        assert.match(text, /HCS_E_HYPERV_NOT_INSTALLED/);
      }));

    it("no-network: what can be installed is not known", () =>
      during("no-network", async () => {
        const { code, text } = await scene.wsl("--list", "--online");
        assert.notEqual(code, 0);
        assert.match(text, /WININET_E_NAME_NOT_RESOLVED/);
      }));

    const install = ["--install", "Ubuntu-24.04", "--name", "Another", "--no-launch"] as const;
    const isThere = async () => (await scene.wsl("-l", "-q")).text.split("\n").includes("Another");

    it("reboot-needed: --install exits 0 and registers nothing", () =>
      during("reboot-needed", async () => {
        assert.equal((await scene.wsl(...install)).code, 0);
        assert.equal(await isThere(), false);
      }));

    it("disk-full: --install fails", () =>
      during("disk-full", async () => {
        const { code, text } = await scene.wsl(...install);
        assert.notEqual(code, 0);
        assert.match(text, /ERROR_DISK_FULL|0x80070070/); // up to 2.6 by number
        assert.equal(await isThere(), false);
      }));

    it("stub: --status exits 50", () =>
      during("stub", async () => {
        assert.equal((await scene.wsl("--status")).code, 50);
      }));

    it("outdated: nothing goes before an update", () =>
      during("outdated", async () => {
        const { code, text } = await scene.wsl("-d", name, "--exec", "true");
        assert.notEqual(code, 0);
        assert.match(text, /wsl(\.exe)? --update/);
      }));

    for (const [id, said] of [
      ["wsl-german", "Windows Subsystem für Linux-Distributionen:"],
      ["wsl-japanese", "Linux 用 Windows サブシステム ディストリビューション:"],
    ] as const) {
      it(`${id}: the list is headed in that language`, () =>
        during(id, async () => {
          const { code, text } = await scene.wsl("-l");
          assert.equal(code, 0);
          assert.equal(text.split("\n")[0], said);
        }));
    }

    it("interop-lost: no Windows program starts inside", () =>
      during("interop-lost", async () => {
        const { code, text } = await scene.wsl("-d", name, "--exec", "bash", "-c", "hostname.exe");
        assert.equal(code, 126);
        assert.match(text, /cannot execute binary file: Exec format error/);
      }).then(async () => {
        const { text } = await scene.wsl("-d", name, "--exec", "hostname.exe");
        assert.equal(text, "DESKTOP-LAB");
      }));

    it("dns-broken: no name is resolved inside", async () => {
      const internet = await startInternet(scene.lab.place, ["openclaw.ai"]);
      const resolve = () =>
        sh(scene.lab, name, "RES_OPTIONS='timeout:1 attempts:1' timeout 20 getent hosts openclaw.ai");
      const resolved = /^203\.0\.113\.10 +openclaw\.ai$/;
      try {
        assert.match(await resolve(), resolved);
        await during("dns-broken", async () => {
          assert.match(await resolve(), /^ \((2|124)\)/);
        });
        assert.match(await resolve(), resolved);
      } finally {
        await internet.stop();
      }
    });

    const curlWith = async (id: string, inMode: string) => {
      await during(id, async () => {
        const server = await serveInside(scene.lab, name, port, { word: "HTTP/1.0 200 OK\\r\\n\\r\\n" });
        await eventually(
          () => scene.curlInside("-0"),
          (answer) => answer.startsWith("200"),
        );
        await eventually(
          () => scene.curlOnWindows("-0"),
          (answer) => answer.startsWith(inMode),
        );
        await server.end();
      });
    };

    it("relay-off: Windows' localhost does not lead inside", () =>
      curlWith("relay-off", machine.networkingMode === "mirrored" ? "200" : "000 7"));

    it("mirrored: there is one localhost", async () => {
      await scene.apply("mirrored");
      await works();
      assert.equal((await scene.lab.ask("info", {})).networkingMode, "mirrored");
      const { text } = await scene.wsl("-d", name, "--exec", "wslinfo", "--networking-mode");
      assert.equal(text, "mirrored");
      await scene.clear("mirrored");
      await works();
      assert.equal((await scene.lab.ask("info", {})).networkingMode, machine.networkingMode);
    });
  });
}

describe("lab: the list of faults", () => {
  it("has each once, and each is tried", async () => {
    const texts = await Promise.all(
      ["faults.test.ts", "faultsGateway.test.ts"].map((file) =>
        readFile(new URL(file, import.meta.url), "utf8"),
      ),
    );
    const ids = labFaults.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      ids.filter((id) => !texts.some((text) => text.includes(`"${id}"`))),
      [],
    );
  });
});
