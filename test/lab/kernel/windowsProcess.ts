/** Starts programs on the Windows side of a lab, or beside it in the LAN. */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { LabPlace } from "./kernelTypes.ts";
import { cgroupFolder, spawnInCgroup } from "./labCgroup.ts";

/** Starts a program in the network that plays Windows, and in the lab's cgroup, so that it ends with the lab. */
export function spawnInWindows(
  place: LabPlace,
  argv: readonly [string, ...string[]],
  options: SpawnOptions = {},
): ChildProcess {
  return spawnInNetwork(place, place.windowsNetwork, argv, options);
}

/** The same in the network of another computer in the LAN, which plays the phone. */
export function spawnInLan(
  place: LabPlace,
  argv: readonly [string, ...string[]],
  options: SpawnOptions = {},
): ChildProcess {
  return spawnInNetwork(place, place.lanNetwork, argv, options);
}

function spawnInNetwork(
  place: LabPlace,
  network: string,
  argv: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const folder = cgroupFolder(place, "windows");
  return spawnInCgroup(folder, ["/usr/bin/nsenter", `--net=${network}`, "--", ...argv], options);
}
