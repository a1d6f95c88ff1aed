/** Labs whose owner and janitor were both taken away, as by a container that was stopped. */
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sweepLab } from "./janitor.ts";
import { cgroupMount } from "./labCgroup.ts";
import { isAlive, ownerOfCgroup, type LabOwner } from "./labOwner.ts";

/** What stands in `<home>/owner.json`. */
export interface OwnerFile {
  readonly owner: LabOwner;
  /** The process that clears the lab away. */
  readonly janitor: LabOwner;
  readonly cgroup: string;
}

export const ownerFile = "owner.json";

/** Removes the homes and cgroups of owners that are gone. */
export async function sweepMachine(): Promise<void> {
  const parent = tmpdir();
  for (const name of await readdir(parent)) {
    if (name.startsWith("gl-")) await sweepHome(join(parent, name));
  }
  const mount = cgroupMount("/");
  if (mount === null) return;
  for (const name of await readdir(mount)) {
    const owner = ownerOfCgroup(name);
    if (owner !== null && !isAlive(owner)) await sweepLab("/nonexistent", join(mount, name));
  }
}

/** Clears that home when it is a lab whose owner is gone; says so when the owner lives. */
export async function sweepHome(home: string): Promise<"cleared" | "in use" | "no lab"> {
  const file = await readOwnerFile(home);
  if (file === null) return "no lab";
  if (isAlive(file.owner)) return "in use";
  // Its janitor may be at it just now; it must not come back to a home that is used again.
  for (let tries = 0; isAlive(file.janitor) && tries < 100; tries += 1) await sleep(100);
  await sweepLab(home, join(cgroupMount(home) ?? "/nonexistent", file.cgroup));
  return "cleared";
}

async function readOwnerFile(home: string): Promise<OwnerFile | null> {
  try {
    return JSON.parse(await readFile(join(home, ownerFile), "utf8")) as OwnerFile;
  } catch {
    return null;
  }
}
