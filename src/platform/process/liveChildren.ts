import { killTree } from "./killTree.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A child that is about to run, runs, or has ended. */
export interface LiveChild {
  started(pid: number): void;
  /** It was told to end: these were below it then. What outlives the processes between is not found again. */
  told(below: readonly number[]): void;
  ended(): void;
}

interface Entry {
  pid: number | null;
  below: readonly number[];
}

/**
 * The children that run at this moment. They have process groups of their own, so a Ctrl-C at the terminal does
 * not reach them: they are killed here when this process exits or is told to.
 */
const children = new Set<Entry>();

/** Call it before the child is started: a signal that comes in between would end this process and leave the child. */
export function expectChild(): LiveChild {
  if (children.size === 0) {
    process.on("exit", killAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  const entry: Entry = { pid: null, below: [] };
  children.add(entry);
  return {
    started(pid) {
      entry.pid = pid;
    },
    told(below) {
      entry.below = below;
    },
    ended() {
      if (!children.delete(entry) || children.size > 0) return;
      process.off("exit", killAll);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

function killAll(): void {
  for (const { pid, below } of children) if (pid !== null) killTree(pid, "SIGKILL", below);
}

function onSignal(signal: NodeJS.Signals): void {
  killAll();
  // A listener switches the default action off; without another one this process would live on.
  if (process.listenerCount(signal) > 1) return;
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
