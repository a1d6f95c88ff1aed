import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { childrenOf, isAlive, untilGone } from "../../../support/platformProcesses.ts";

const runner = new URL("../../../../src/platform/process/execaRunner.ts", import.meta.url).href;

/** A program that runs `code` in a child; SIGUSR2 cancels the child, and 100 ms later the program ends. */
function startProgram(code: string): ChildProcess {
  const program = `
    const { execaRunner } = await import(${JSON.stringify(runner)});
    const cancel = new AbortController();
    process.once("SIGUSR2", () => { cancel.abort(); setTimeout(() => process.exit(), 100); });
    const spec = { program: process.execPath, args: ["-e", ${JSON.stringify(code)}], timeoutMs: 60000 };
    await execaRunner.run(spec, cancel.signal);`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
}

describe("liveChildren", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`takes children along when this program gets ${signal}`, async () => {
      const program = startProgram("setInterval(()=>{},1000)");
      const child = await childOf(program.pid ?? 0);
      program.kill(signal);
      await Promise.all([untilGone(child), endOf(program)]);
      assert.equal(program.signalCode, signal);
      assert.equal(isAlive(child), false);
    });
  }

  it("takes along what lost its parent when a cancelled child was told to end", async () => {
    // The child and the last one stay; the shell between them, by which the last one could be found, leaves.
    const between = `setsid sh -c 'trap "" TERM; sleep 60' & wait`;
    const program = startProgram(`
      process.on("SIGTERM", () => {});
      child_process.spawn("sh", ["-c", ${JSON.stringify(between)}], { stdio: "ignore" });
      setInterval(() => {}, 1000);`);
    const child = await childOf(program.pid ?? 0);
    const shell = await childOf(child);
    const orphan = await childOf(shell);
    const sleeper = await childOf(orphan); // by then the orphan ignores the signal
    program.kill("SIGUSR2");
    await endOf(program);
    await Promise.all([child, shell, orphan, sleeper].map(untilGone));
  });
});

async function endOf(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  await new Promise((resolve) => program.once("exit", resolve));
}

/** Waits until the process `parent` has a child, and names it. */
async function childOf(parent: number): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [child] = childrenOf(parent);
    if (child !== undefined) return child;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("no child was started");
}
