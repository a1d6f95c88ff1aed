/** Starts programs on the Windows side of a lab, or beside it in the LAN. */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { LabPlace } from "./kernelTypes.ts";
import { argvInCgroup, cgroupFolder, spawnInCgroup } from "./labCgroup.ts";

/** Starts a program in the network that plays Windows, and in the lab's cgroup, so that it ends with the lab. */
export function spawnInWindows(
  place: LabPlace,
  argv: readonly [string, ...string[]],
  options: SpawnOptions = {},
): ChildProcess {
  return spawnInCgroup(windowsCgroup(place), inNetwork(place.windowsNetwork, argv), options);
}

/** The command that does so, for whoever starts it in another way. */
export function windowsArgv(place: LabPlace, argv: readonly [string, ...string[]]): [string, ...string[]] {
  return argvInCgroup(windowsCgroup(place), inNetwork(place.windowsNetwork, argv));
}

/** Starts a program in the network of another computer in the LAN, which plays the phone. */
export function spawnInLan(
  place: LabPlace,
  argv: readonly [string, ...string[]],
  options: SpawnOptions = {},
): ChildProcess {
  return spawnInCgroup(windowsCgroup(place), inNetwork(place.lanNetwork, argv), options);
}

function windowsCgroup(place: LabPlace): string {
  return cgroupFolder(place, "windows");
}

function inNetwork(network: string, argv: readonly string[]): string[] {
  return ["/usr/bin/nsenter", `--net=${network}`, "--", ...argv];
}
