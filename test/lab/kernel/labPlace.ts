/** Where a lab lives on this machine: its home, its cgroup, its Windows network, and who clears them away. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { startJanitor } from "./janitor.ts";
import type { LabPlace } from "./kernelTypes.ts";
import { cgroupMount, ensureCgroupMount, ownMountOf } from "./labCgroup.ts";
import { cgroupName, identify } from "./labOwner.ts";
import { ownerFile, sweepHome, sweepMachine, type OwnerFile } from "./machineSweep.ts";
import { startWindowsNetwork } from "./windowsNetwork.ts";

/** Makes the place of a new lab; it goes when `close` is called or when this process ends in whatever way. */
export async function createLabPlace(home: string): Promise<LabPlace & { close(): Promise<void> }> {
  await sweepMachine();
  await claim(home);
  const owner = identify(process.pid);
  const cgroup = cgroupName(owner, basename(home));
  const janitor = startJanitor(home, join(cgroupMount(home) ?? ownMountOf(home), cgroup));
  try {
    await mkdir(home, { recursive: true });
    const file: OwnerFile = { owner, janitor: identify(janitor.pid), cgroup };
    await writeFile(join(home, ownerFile), JSON.stringify(file));
    await ensureCgroupMount(home);
    const networks = await startWindowsNetwork({ home, cgroup });
    return { home, cgroup, ...networks, close: () => janitor.finish() };
  } catch (error) {
    await janitor.finish();
    throw error;
  }
}

/** All of the home is removed at the end, so it must be new, empty, or that of a lab which is over. */
async function claim(home: string): Promise<void> {
  const state = await sweepHome(home);
  if (state === "in use") throw new Error(`${home} belongs to a lab that is up`);
  const content = await readdir(home).catch(() => []);
  if (content.length > 0) throw new Error(`${home} is not empty`);
}
