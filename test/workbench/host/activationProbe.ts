/** Run as `extensionTestsPath` instead of a suite: activates the extension once and tells what that took. */
import { AsyncLocalStorage } from "node:async_hooks";
import childProcess from "node:child_process";
import { createRequire } from "node:module";
import net from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lensExtension } from "./lensExtension.ts";
import { tellRunner } from "./tellRunner.ts";

/** What activate() leaves behind to be done at once, rather than when a view asks, shows within this time. */
const settleMs = 1000;

/** Tells what the extension does, now or later, from what the editor and its own extensions do in the same process. */
const doing = new AsyncLocalStorage<"activation">();

export async function run(): Promise<void> {
  const extension = lensExtension();
  if (extension.isActive) throw new Error("the extension was activated before anything asked for it");
  const startedPrograms = watchPrograms();
  const connections = watchConnections();

  const path = join(extension.extensionPath, (extension.packageJSON as { main: string }).main);
  const require = createRequire(path);
  const beforeLoad = performance.now();
  const loaded = doing.run("activation", () => require(path)) as { activate(...args: unknown[]): unknown };
  const loadMs = performance.now() - beforeLoad;

  // The editor takes the module from the cache; its exports are getters, so they are replaced as a whole.
  let activateMs = Number.NaN;
  let activateCpuMs = Number.NaN;
  const timed = (...args: unknown[]) => {
    const before = performance.now();
    const cpuBefore = process.threadCpuUsage();
    try {
      return doing.run("activation", () => loaded.activate(...args));
    } finally {
      activateMs = performance.now() - before;
      const { user, system } = process.threadCpuUsage(cpuBefore);
      activateCpuMs = (user + system) / 1000;
    }
  };
  const cached = require.cache[require.resolve(path)];
  if (cached === undefined) throw new Error(`${path} is not in the module cache`);
  cached.exports = { ...loaded, activate: timed };
  await extension.activate();
  if (Number.isNaN(activateMs))
    throw new Error("the editor did not call the activate() that was put in its way");
  await sleep(settleMs);
  tellRunner({
    kind: "activated",
    activation: { loadMs, activateMs, activateCpuMs, startedPrograms, connections },
  });
}

/** Every asynchronous way to start a program ends in the first one. */
function watchPrograms(): readonly string[] {
  const started: string[] = [];
  watchCalls(childProcess.ChildProcess.prototype, "spawn", ([options]) => {
    started.push((options as { file: string }).file);
  });
  for (const name of ["spawnSync", "execSync", "execFileSync"]) {
    watchCalls(childProcess, name, ([program]) => started.push(String(program)));
  }
  return started;
}

function watchConnections(): readonly string[] {
  const made: string[] = [];
  watchCalls(net.Socket.prototype, "connect", (args) => made.push(JSON.stringify(args.flat(2)[0])));
  return made;
}

function watchCalls(owner: object, name: string, onCall: (args: readonly unknown[]) => void): void {
  const methods = owner as Record<string, (...args: unknown[]) => unknown>;
  const original = methods[name];
  if (original === undefined) throw new Error(`${name} is no method`);
  methods[name] = function (this: unknown, ...args: unknown[]) {
    if (doing.getStore() === "activation") onCall(args);
    return Reflect.apply(original, this, args);
  };
}
