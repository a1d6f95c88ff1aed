/** The relay between PE shims and the programs of the lab, as a process of the lab. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { killCgroup, cgroupFolder, spawnInCgroup } from "../kernel/labCgroup.ts";
import type { LabPlace } from "../kernel/kernelTypes.ts";

const program = fileURLToPath(new URL("shimRelayProcess.ts", import.meta.url));
const startMs = 20_000;

/** Starts it in Windows' network; from then on `C:\Windows\lab-relay` tells shims how to reach it. */
export async function startShimRelay(place: LabPlace): Promise<{ stop(): Promise<void> }> {
  const cgroup = cgroupFolder(place, "windows", "relay");
  const argv = [process.execPath, "--no-warnings", program, place.home];
  const relay = spawnInCgroup(cgroup, ["/usr/bin/nsenter", `--net=${place.windowsNetwork}`, "--", ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { stdout } = relay;
  if (stdout === null) throw new Error("the relay has no stdout");
  const signal = AbortSignal.timeout(startMs);
  await Promise.race([
    once(stdout, "data", { signal }),
    once(relay, "exit", { signal }).then(([code]) => {
      throw new Error(`the relay of the shims ended with ${String(code)}`);
    }),
  ]);
  stdout.destroy();
  relay.unref();
  return { stop: () => killCgroup(cgroup) };
}
