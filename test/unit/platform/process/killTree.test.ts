import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { killTree } from "../../../../src/platform/process/killTree.ts";
import { untilGone } from "../../../support/platformProcesses.ts";

const sleeper = "setInterval(() => undefined, 1000)";

/** Starts a child that starts a sleeper in a session of its own and prints its pid, as `openclaw` does with itself. */
async function startChain(): Promise<{
  readonly parent: number;
  readonly detached: number;
  /** The parent has ended with all its threads, and its children have been handed on. */
  readonly ended: Promise<unknown>;
}> {
  const start = `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", ${JSON.stringify(sleeper)}], { detached: true, stdio: "ignore" });
    console.log(child.pid);
    ${sleeper}`;
  const parent = spawn(process.execPath, ["-e", start], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise((resolve) => parent.once("exit", resolve));
  const detached = await new Promise<number>((resolve) => {
    parent.stdout.once("data", (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  assert.ok(parent.pid !== undefined);
  return { parent: parent.pid, detached, ended };
}

describe("killTree", () => {
  it("ends a grandchild that has left the group", async () => {
    const { parent, detached } = await startChain();
    assert.deepEqual(killTree(parent, "SIGKILL"), [detached]);
    await untilGone(parent);
    await untilGone(detached);
  });

  it("ends what an earlier call has seen, though nothing leads to it any more", async () => {
    const { parent, detached, ended } = await startChain();
    process.kill(parent, "SIGKILL");
    await ended;
    assert.deepEqual(killTree(parent, "SIGKILL", [detached]), [detached]);
    await untilGone(detached);
  });

  it("is no error for a tree that is gone", async () => {
    const { parent, ended } = await startChain();
    killTree(parent, "SIGKILL");
    await ended;
    assert.deepEqual(killTree(parent, "SIGKILL"), []);
  });
});
