/** Starts programs on the Windows side of a lab, or beside it in the LAN. */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { LabPlace } from "./kernelTypes.ts";

/** Starts a program in the network that plays Windows, and in the lab's cgroup, so that it ends with the lab. */
export function spawnInWindows(
  place: LabPlace,
  argv: readonly [string, ...string[]],
  options: SpawnOptions = {},
): ChildProcess {
  throw new Error(`not yet: ${place.home} ${argv[0]} ${String(options.cwd)}`);
}

/** The same in the network of another computer in the LAN, which plays the phone. */
export function spawnInLan(
  place: LabPlace,
  argv: readonly [string, ...string[]],
  options: SpawnOptions = {},
): ChildProcess {
  throw new Error(`not yet: ${place.home} ${argv[0]} ${String(options.cwd)}`);
}
