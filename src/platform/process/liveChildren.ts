import { killTree } from "./killTree.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * The children that run at this moment. They have process groups of their own, so a Ctrl-C at the terminal does
 * not reach them: they are killed here when this process exits or is told to.
 */
const pids = new Set<number>();

export function trackChild(pid: number): void {
  if (pids.size === 0) {
    process.on("exit", killAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  pids.add(pid);
}

export function forgetChild(pid: number): void {
  if (!pids.delete(pid) || pids.size > 0) return;
  process.off("exit", killAll);
  for (const signal of signals) process.off(signal, onSignal);
}

function killAll(): void {
  for (const pid of pids) killTree(pid, "SIGKILL");
}

function onSignal(signal: NodeJS.Signals): void {
  killAll();
  // A listener switches the default action off; without another one this process would live on.
  if (process.listenerCount(signal) > 1) return;
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
