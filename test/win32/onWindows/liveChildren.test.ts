import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { untilGoneOnWindows } from "../support/windowsProcesses.ts";

const runner = new URL("../../../src/platform/process/execaRunner.ts", import.meta.url).href;

/** A program that runs a child with a grandchild, prints both pids, and then does `rest`. */
function startProgram(rest: string) {
  const child = `
    const options = { stdio: "ignore", detached: true };
    const g = require("child_process").spawn(process.execPath, ["-e", "setInterval(()=>{},1000)"], options);
    require("fs").writeFileSync(process.argv[1], process.pid + " " + g.pid);
    setInterval(()=>{},1000);`;
  const program = `
    import { existsSync, readFileSync } from "node:fs";
    import os from "node:os";
    const file = os.tmpdir() + "\\\\pids-" + process.pid;
    const { execaRunner } = await import(${JSON.stringify(runner)});
    const args = ["-e", ${JSON.stringify(child)}, file];
    void execaRunner.run({ program: process.execPath, args, timeoutMs: 60000 }, new AbortController().signal);
    while (!existsSync(file) || readFileSync(file, "utf8") === "") await new Promise((r) => setTimeout(r, 20));
    process.stdout.write(readFileSync(file, "utf8") + "\\n", () => { ${rest} });`;
  return spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

describe("children on Windows", () => {
  for (const [how, rest] of [
    ["ends", "process.exit(0)"],
    ["ends by an error", 'throw new Error("on purpose")'],
  ] as const) {
    it(`go with all they have started when the program ${how}`, async () => {
      const program = startProgram(rest);
      const [printed] = (await once(program.stdout, "data")) as [Buffer];
      const pids = String(printed).trim().split(" ").map(Number);
      assert.equal(pids.length, 2, String(printed));
      await Promise.all([program.pid ?? 0, ...pids].map(untilGoneOnWindows));
    });
  }

  it("go when the program is killed", async () => {
    const program = startProgram("");
    const [printed] = (await once(program.stdout, "data")) as [Buffer];
    const [child = 0, grandchild = 0] = String(printed).trim().split(" ").map(Number);
    program.kill("SIGKILL");
    await untilGoneOnWindows(child);
    // Detached on its own account, it leaves the job of libuv, which ends the others.
    process.kill(grandchild);
  });
});
