import type { ProcessEntry } from "../../ports/processes.ts";
import type { GatewayLock } from "../../parse/lockFile.ts";
import type { ProcessTable } from "./processTable.ts";

/**
 * What the arguments of a process say: `serves` runs a gateway, `titled` calls itself one, `openclaw` is the
 * command line doing something that it does not tell.
 */
type Claim = "serves" | "titled" | "openclaw" | "none";

const entryPoints = [
  "dist/index.js",
  "dist/entry.js",
  "openclaw.mjs",
  "scripts/run-node.mjs",
  "src/entry.ts",
  "src/index.ts",
];

/**
 * The processes that run a gateway. The title alone does not tell: every `openclaw gateway …` command calls
 * itself `openclaw-gateway`, so such a process must also hold a listening socket or the lock of a state
 * directory. While it boots, a gateway calls itself `openclaw` and only its lock tells.
 */
export function findGatewayProcesses(
  table: ProcessTable,
  listeningPids: ReadonlySet<number>,
  locks: readonly GatewayLock[],
): readonly ProcessEntry[] {
  const lockPids = new Set(locks.map((lock) => lock.pid));
  return [...table.values()].filter((entry) => {
    if (lockPids.has(entry.pid)) return true;
    const claim = claimOf(entry);
    return claim === "serves" || (claim === "titled" && listeningPids.has(entry.pid));
  });
}

/** A process that calls itself a gateway or the OpenClaw command line, whatever it does. */
export function isOpenClawProcess(entry: ProcessEntry): boolean {
  return claimOf(entry) !== "none";
}

function claimOf(entry: ProcessEntry): Claim {
  const program = baseName(entry.args[0]?.trim() ?? "");
  // The kernel cuts names at 15 characters; a process whose arguments are hidden still shows this one.
  if (program === "openclaw-gateway" || (program === "" && entry.name === "openclaw-gatewa")) return "titled";
  if (program === "openclaw") return isServing(entry.args.slice(1)) ? "serves" : "openclaw";
  if (!/^(?:node|nodejs|bun)$/.test(program)) return "none";
  const script = entry.args.findIndex((arg, index) => index > 0 && isEntryPoint(arg));
  if (script === -1) return "none";
  if (isServing(entry.args.slice(script + 1))) return "serves";
  return /openclaw/.test(entry.args[script] ?? "") ? "openclaw" : "none";
}

/** `gateway`, `gateway run` or `gateway --port …`, and no other word after `gateway`. */
function isServing(args: readonly string[]): boolean {
  const gateway = args.indexOf("gateway");
  const next = args[gateway + 1];
  return gateway !== -1 && (next === undefined || next === "run" || next.startsWith("-"));
}

function isEntryPoint(arg: string): boolean {
  return (
    baseName(arg) === "openclaw" || entryPoints.some((entry) => arg === entry || arg.endsWith(`/${entry}`))
  );
}

/** The name a process is known by: what it calls itself, or its program where the kernel names only a thread. */
export function processName(entry: ProcessEntry): string {
  if (claimOf(entry) === "titled") return "openclaw-gateway";
  if (entry.name !== "MainThread") return entry.name;
  return baseName(entry.executable ?? entry.args[0] ?? entry.name);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
