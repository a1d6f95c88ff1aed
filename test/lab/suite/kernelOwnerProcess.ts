/** Owns a lab with a running instance until it is killed: `kernelOwnerProcess.ts HOME ROOTFS`. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bootInstance } from "../kernel/bootInstance.ts";
import { createLabPlace } from "../kernel/labPlace.ts";
import { startVmNetwork } from "../kernel/vmNetwork.ts";

const [home = "", rootfs = ""] = process.argv.slice(2);
const place = await createLabPlace(home);
await bootInstance({
  place,
  network: await startVmNetwork({ place, mode: "nat" }),
  name: "owned",
  dir: join(home, "instances/owned"),
  lower: [rootfs],
  hasSystemd: true,
  hostname: "OWNED",
  driveRoot: null,
  hasInterop: false,
  kernelRelease: "6.6.87.2-microsoft-standard-WSL2",
  wslVersion: "2.9.4.0",
  bootId: "0",
  binds: [],
});
console.log(place.cgroup);
await sleep(600_000);
