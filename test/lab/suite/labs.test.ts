import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cgroupFolder } from "../kernel/labCgroup.ts";
import { startLab } from "../lab.ts";
import { eventually, holdAwake, readOnWindows, serveInside, sh, stateOf } from "./suiteSupport.ts";

describe("lab: two at once", () => {
  it("have the same names and ports, and do not meet", async () => {
    const labs = await Promise.all([1, 2].map(() => startLab({ machine: { relayPollMs: 100 } })));
    const [one, other] = labs;
    assert.ok(one && other);
    try {
      const servers = await Promise.all(
        labs.map(async (lab, index) => {
          await lab.install("Same");
          return serveInside(lab, "Same", 18_789, { word: `lab ${index}` });
        }),
      );
      for (const [index, lab] of labs.entries()) {
        await eventually(
          () => readOnWindows(lab, 18_789),
          (word) => word === `lab ${index}`,
        );
      }
      await one.ask("terminate", { name: "Same" });
      assert.equal(await stateOf(one, "Same"), "Stopped");
      assert.equal(await stateOf(other, "Same"), "Running");
      for (const server of servers) await server.end();
    } finally {
      await Promise.all(labs.map((lab) => lab.stop()));
    }
    for (const { home, place } of labs) {
      assert.equal(existsSync(home), false);
      assert.equal(existsSync(cgroupFolder(place)), false);
      assert.doesNotMatch(readFileSync("/proc/self/mounts", "utf8"), new RegExp(home));
      const processes = readdirSync("/proc").filter(
        (pid) => /^\d+$/.test(pid) && commandLine(pid).includes(home),
      );
      assert.deepEqual(processes, []);
    }
  });
});

describe("lab: the real gateway", () => {
  it("runs in an instance that was set up before, and answers on Windows' localhost", async () => {
    const lab = await startLab({ machine: { relayPollMs: 100 } });
    try {
      await lab.install("OpenClawGateway", { gateway: { port: 18_789, token: "not-a-secret-of-anybody" } });
      const awake = await holdAwake(lab, "OpenClawGateway");
      assert.equal(await sh(lab, "OpenClawGateway", "id -un"), "openclaw");
      const health = (address: string) =>
        ["curl", "--silent", "--max-time", "5", `http://${address}:18789/healthz`] as const;
      await eventually(
        async () => (await lab.windows(health("127.0.0.1"))).stdout.toString(),
        (body) => body === '{"ok":true,"status":"live"}',
        90_000,
      );
      // Another computer does not get there, whatever it calls.
      const phone = await lab.lanPeer(health("192.168.77.10"));
      assert.notEqual(phone.code, 0);
      await awake.end();
    } finally {
      await lab.stop();
    }
  });
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // it ended meanwhile
  }
}
