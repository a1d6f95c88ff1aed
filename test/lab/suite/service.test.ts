import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Lab, startLab } from "../lab.ts";
import { ServiceFailure } from "../service/errors.ts";
import { entryOf, eventually, holdAwake, sh, stateOf } from "./suiteSupport.ts";

const name = "OpenClawGateway";

/** Passes for the refusal with that path. */
const refusal = (path: string | null) => (error: unknown) =>
  error instanceof ServiceFailure && error.error.path === path;

describe("lab: the service", () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ machine: { instanceIdleMs: 1_000, vmIdleMs: 1_000, relayPollMs: 100 } });
    await lab.install(name);
  });
  after(() => lab.stop());
  beforeEach(() => lab.machine({ faults: [], wslVersion: "2.9.4.0", instanceIdleMs: 1_000, installMs: 0 }));

  describe("from install to unregister", () => {
    it("shows an instance while it is being installed, and refuses everything else with it", async () => {
      lab.machine({ installMs: 700 });
      const fresh = { name: "Fresh" };
      const installed = lab.install("Fresh");
      await eventually(
        () => stateOf(lab, "Fresh"),
        (state) => state === "Installing",
      );
      const busy = refusal("Wsl/Service/E_ILLEGAL_STATE_CHANGE");
      await assert.rejects(lab.ask("terminate", fresh), busy);
      await assert.rejects(lab.inside({ ...fresh, argv: ["true"] }), busy);
      lab.machine({ wslVersion: "2.6.3.0" });
      await assert.rejects(lab.ask("unregister", fresh), refusal("Wsl/Service/0x8000000d"));
      await installed;
      assert.equal(await stateOf(lab, "Fresh"), "Stopped");
      await lab.ask("unregister", fresh);
    });

    it("boots on demand, to a systemd that is up and a session of the account", async () => {
      const script =
        "cat /proc/1/comm; systemctl is-system-running; systemctl --user is-active default.target; hostname; id -u";
      assert.equal(await sh(lab, name, script), "systemd\nrunning\nactive\nDESKTOP-LAB\n0");
      assert.equal(await stateOf(lab, name), "Running");
    });

    it("knows the account by -u, by wsl.conf at the next start, and by the registry", async () => {
      await sh(lab, name, "useradd -m -G sudo -s /bin/bash openclaw");
      assert.equal(
        await sh(lab, name, "id -un; id -Gn; echo $HOME", "openclaw"),
        "openclaw\nopenclaw sudo\n/home/openclaw",
      );
      await assert.rejects(
        lab.inside({ name, user: "nobody-here", argv: ["true"] }),
        refusal("Wsl/WSL_E_USER_NOT_FOUND"),
      );
      await sh(lab, name, "printf '[user]\\ndefault=openclaw\\n' >> /etc/wsl.conf");
      assert.equal(await sh(lab, name, "id -un"), "root", "wsl.conf is read at the start");
      await lab.ask("terminate", { name });
      assert.equal(await sh(lab, name, "id -un"), "openclaw");
      await sh(lab, name, "sed -i /default=/d /etc/wsl.conf", "root");
      await lab.ask("setDefaultUid", { name, uid: 1000 });
      assert.equal(await stateOf(lab, name), "Stopped", "another uid stops it");
      assert.equal(await sh(lab, name, "id -un"), "openclaw");
    });

    it("forgets an instance with all that was in it", async () => {
      await lab.install("Other", { distribution: "Debian" });
      assert.equal(await sh(lab, "Other", "cat /proc/1/comm"), "init");
      await lab.ask("unregister", { name: "Other" });
      assert.equal(await entryOf(lab, "Other"), undefined);
      await assert.rejects(
        lab.ask("terminate", { name: "Other" }),
        refusal("Wsl/Service/WSL_E_DISTRO_NOT_FOUND"),
      );
    });
  });

  describe("idle", () => {
    it("stops an instance after its last client, and the VM after its last instance", async () => {
      await sh(lab, name, "true");
      await eventually(
        () => stateOf(lab, name),
        (state) => state === "Stopped",
      );
      await eventually(
        () => lab.ask("info", {}),
        ({ isVmRunning }) => !isVmRunning,
      );
    });

    it("counts what a command left behind, and not what systemd runs", async () => {
      lab.machine({ instanceIdleMs: 500 });
      await lab.ask("shutdown", { force: false });
      await sh(lab, name, "setsid sleep 4 >/dev/null 2>&1 </dev/null & sleep 0.2");
      await sleep(1_500);
      assert.deepEqual([(await entryOf(lab, name))?.clients, await stateOf(lab, name)], [1, "Running"]);
      await eventually(
        () => stateOf(lab, name),
        (state) => state === "Stopped",
      );
    });

    it("takes 15 s with the default, although a service runs", async () => {
      lab.machine({ instanceIdleMs: 15_000 });
      await lab.ask("shutdown", { force: false });
      await sh(lab, name, "systemd-run --unit=busy sleep infinity && systemctl is-active busy", "root");
      const idleSince = performance.now();
      await sleep(12_000);
      assert.equal(await stateOf(lab, name), "Running");
      await eventually(
        () => stateOf(lab, name),
        (state) => state === "Stopped",
      );
      const lasted = performance.now() - idleSince;
      assert.ok(lasted > 14_900 && lasted < 20_000, `${lasted} ms`);
    });
  });

  describe("terminate", () => {
    /** A service that writes down that it was asked to end. */
    const slowUnit = (stop: string) =>
      "cat > /etc/systemd/system/slow.service <<'U'\n[Service]\nTimeoutStopSec=90\n" +
      `ExecStart=/bin/sh -c 'trap "${stop}" TERM; while :; do sleep 0.1; done'\nU\n` +
      "rm -f /root/ended; systemctl daemon-reload; systemctl restart slow; sleep 0.3";
    const graceful = slowUnit("sleep 0.5; echo yes > /root/ended; exit 0");
    const ended = () => sh(lab, name, "cat /root/ended 2>/dev/null || echo no", "root");

    it("lets services end since 2.6.2", async () => {
      await sh(lab, name, graceful, "root");
      await lab.ask("terminate", { name });
      assert.equal(await stateOf(lab, name), "Stopped");
      assert.equal(await ended(), "yes");
    });

    it("cuts them off up to 2.6.1", async () => {
      lab.machine({ wslVersion: "2.6.1.0" });
      await sh(lab, name, graceful, "root");
      await lab.ask("terminate", { name });
      assert.equal(await ended(), "no");
    });

    it("cuts off what does not end within initTimeout", async () => {
      await sh(lab, name, "printf '[boot]\\nsystemd=true\\ninitTimeout=1500\\n' > /etc/wsl.conf", "root");
      await lab.ask("terminate", { name });
      await sh(lab, name, slowUnit(":"), "root");
      const since = performance.now();
      await lab.ask("terminate", { name });
      const lasted = performance.now() - since;
      assert.ok(lasted > 1_400 && lasted < 5_000, `${lasted} ms`);
      assert.equal(await sh(lab, name, "systemctl is-active slow || true", "root"), "inactive");
    });

    it("takes interop from the other instances up to 2.8.8", async () => {
      await lab.install("Other", { distribution: "Debian" });
      const awake = await holdAwake(lab, "Other");
      const entry = () => sh(lab, "Other", "cat /proc/sys/fs/binfmt_misc/WSLInterop 2>&1 | head -1");
      const terminate = async (wslVersion: string) => {
        lab.machine({ wslVersion });
        assert.equal(await entry(), "enabled");
        await sh(lab, name, "true");
        await lab.ask("terminate", { name });
        return entry();
      };
      assert.equal(await terminate("2.8.9.0"), "enabled");
      assert.match(await terminate("2.8.8.0"), /No such file/);
      await awake.end();
      await lab.ask("unregister", { name: "Other" });
    });

    it("ends the commands of the instance with exit 1, and does nothing to a stopped one", async () => {
      const session = lab.inside({ name, argv: ["sleep", "60"] });
      await eventually(
        () => entryOf(lab, name),
        (entry) => (entry?.clients ?? 0) > 1,
      );
      await lab.ask("terminate", { name });
      assert.equal((await session).status, null);
      await lab.ask("terminate", { name });
      assert.equal(await stateOf(lab, name), "Stopped");
    });
  });

  describe("its lock and its faults", () => {
    it("makes a list wait for an instance that starts", async () => {
      await lab.ask("terminate", { name });
      const order: string[] = [];
      const started = lab.inside({ name, argv: ["true"] }).then(() => order.push("started"));
      await sleep(50);
      const { instances } = await lab.ask("list", {});
      assert.equal(instances.find((entry) => entry.name === name)?.state, "Running");
      await started;
    });

    it("hangs with everything that takes the lock, until it does no more", async () => {
      lab.machine({ faults: ["service-hung"] });
      for (const call of ["list", "terminate"] as const) {
        await assert.rejects(lab.ask(call, { name }, AbortSignal.timeout(300)));
      }
      assert.equal((await lab.ask("info", {})).networkingMode, "nat");
      const late = lab.ask("list", {});
      lab.machine({ faults: [] });
      assert.equal((await late).instances.length, 1);
    });

    it("fails once after sleep, and then goes on", async () => {
      lab.machine({ faults: ["unexpected-once"] });
      await assert.rejects(lab.inside({ name, argv: ["true"] }), refusal("Wsl/Service/E_UNEXPECTED"));
      assert.equal(await sh(lab, name, "echo well"), "well");
    });

    it("starts nothing without virtualization", async () => {
      await lab.ask("shutdown", { force: true });
      lab.machine({ faults: ["virtualization-off"] });
      const path = "Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED";
      await assert.rejects(lab.inside({ name, argv: ["true"] }), refusal(path));
      assert.equal(await stateOf(lab, name), "Stopped");
    });

    it("keeps the boot id over a terminate, and has a new one after a shutdown", async () => {
      const bootId = () => sh(lab, name, "cat /proc/sys/kernel/random/boot_id");
      const hold = await holdAwake(lab, name);
      const first = await bootId();
      await lab.ask("terminate", { name });
      assert.equal(await bootId(), first);
      await lab.ask("shutdown", { force: false });
      await hold.end();
      assert.notEqual(await bootId(), first);
    });

    it("sees an instance and the VM die", async () => {
      const session = lab.inside({ name, argv: ["sleep", "60"] });
      await eventually(
        () => entryOf(lab, name),
        (entry) => (entry?.clients ?? 0) > 1,
      );
      await lab.ask("crash", { name: null });
      assert.equal((await session).status, null);
      assert.equal((await lab.ask("info", {})).isVmRunning, false);
      assert.equal(await stateOf(lab, name), "Stopped");
    });
  });
});
