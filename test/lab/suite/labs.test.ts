import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cgroupFolder } from "../kernel/labCgroup.ts";
import { startLab } from "../lab.ts";
import { eventually, readOnWindows, serveInside, stateOf } from "./suiteSupport.ts";

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

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // it ended meanwhile
  }
}
