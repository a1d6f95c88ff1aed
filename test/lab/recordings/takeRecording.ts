/** Takes recordings with the `record` that ships, as its users do. */
import { hostname, release } from "node:os";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { machinesDir } from "../../support/machines.ts";
import { root } from "../../tools/bootstrap.mjs";
import type { Lab } from "../lab.ts";
import {
  gatewayToken,
  lensInside,
  lensOnWindows,
  startProductLab,
  type ProductRun,
} from "../suite/productSupport.ts";
import { recordedMoments, type RecordedMoment } from "./registry.ts";

/** Runs `record` in a lab as it is now and puts what it wrote into the folder `dir`; throws when something leaked into that. */
export async function takeRecording(
  lab: Lab,
  vantage: RecordedMoment["vantage"],
  dir: string,
): Promise<ProductRun> {
  const folder = mkdtempSync(join(lab.home, "c/Users/dev/lens-"));
  const name = folder.slice(lab.home.length + "/c".length);
  try {
    chmodSync(folder, 0o777); // in the instance it is not root who writes
    const run = await (vantage === "windows"
      ? lensOnWindows(lab, "record", `C:${name.replaceAll("/", "\\")}`)
      : lensInside(lab, "record", `/mnt/c${name}`));
    const files = readdirSync(folder);
    for (const file of files) assertClean(lab, join(folder, file));
    for (const file of files) copyFileSync(join(folder, file), join(dir, file));
    return run;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Nobody may see in a recording where it was taken. */
function assertClean(lab: Lab, file: string): void {
  const text = readFileSync(file, "utf8");
  const leaked = [gatewayToken, lab.home, root, dirname(process.execPath), hostname(), release()].filter(
    (word) => text.includes(word),
  );
  if (leaked.length > 0) throw new Error(`${file} holds ${leaked.join(", ")}`);
}

/** Takes the recordings of these machines anew, or of all, each in a new lab; what is expected of them stays. */
export async function recordMachines(
  names: readonly string[],
  onTaken: (machine: string) => void,
): Promise<void> {
  const unknown = names.filter((name) => !recordedMoments.some(({ machine }) => machine === name));
  if (unknown.length > 0) throw new Error(`test/lab/recordings/registry.ts has no ${unknown.join(", ")}`);
  for (const { machine, vantage, arrange } of recordedMoments) {
    if (names.length > 0 && !names.includes(machine)) continue;
    const lab = await startProductLab();
    try {
      await arrange(lab);
      await sleep(1_000); // wslrelay.exe follows what listens in the instances
      const dir = join(machinesDir, machine);
      mkdirSync(dir, { recursive: true });
      await takeRecording(lab, vantage, dir);
    } finally {
      await lab.stop();
    }
    onTaken(machine);
  }
}
