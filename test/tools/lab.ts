/**
 * `npm run lab -- up|down|shell|fault <id>|clear [id]`: a Windows with WSL that stays up until it is taken down.
 * `npm run lab -- record [machine…]`: the recorded machines of test/lab/recordings, taken anew in a lab of their own.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { LabFault } from "../lab/faults/labFault.ts";
import { labFaults } from "../lab/faults/registry.ts";
import type { LabPlace } from "../lab/kernel/kernelTypes.ts";
import { isAlive } from "../lab/kernel/labOwner.ts";
import { ownerFile, type OwnerFile } from "../lab/kernel/machineSweep.ts";
import { spawnInWindows } from "../lab/kernel/windowsProcess.ts";
import { startLab, windowsEnv } from "../lab/lab.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    home: { type: "string", default: join(tmpdir(), "gl-lab") },
    instance: { type: "string", default: "OpenClawGateway" },
  },
});
const { home, instance } = values;
const [action = "", ...rest] = positionals;

/** Each returns the exit code. */
const actions: Record<string, () => Promise<number>> = {
  async up() {
    if (owner() === null) await startOwner();
    console.log(`A lab is up in ${home}.

  npm run lab -- shell                          a shell on its Windows side; there, for instance:
    wsl.exe --install Ubuntu-24.04 --name ${instance} --no-launch
    wsl.exe -d ${instance} -u root -- systemctl is-system-running
    wsl.exe -l -v
    netstat.exe -ano
  npm run lab -- fault <id>, clear [<id>]       ${labFaults.length} faults: fault alone lists them
  npm run lab -- down                           ends it and all that it started

The C: drive is ${join(home, "c")}, the service's log ${join(home, "service.log")}.`);
    return 0;
  },
  /** The process that the lab belongs to. */
  async own() {
    const lab = await startLab({ home });
    // Whoever started us reads one line and goes.
    for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
    console.log("up");
    const stop = new Promise((resolve) => {
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
    });
    // A pending promise alone does not keep a process.
    const keepAlive = setInterval(() => undefined, 2 ** 30);
    await stop;
    clearInterval(keepAlive);
    await lab.stop();
    return 0;
  },
  async down() {
    const found = owner();
    if (found === null) {
      console.log("No lab is up.");
      return 0;
    }
    process.kill(found, "SIGTERM");
    const end = performance.now() + 40_000;
    while (existsSync(home) && performance.now() < end) await sleep(50);
    return existsSync(home) ? 1 : 0;
  },
  async shell() {
    const at = place();
    const env = { ...process.env, ...windowsEnv(home) };
    const options = { stdio: "inherit", cwd: join(home, "c"), env } as const;
    const child = spawnInWindows(at, [process.env["SHELL"] ?? "/bin/bash"], options);
    const [code] = (await once(child, "exit")) as [number | null];
    return code ?? 1;
  },
  /** In a lab of its own. */
  async record() {
    const { recordMachines } = await import("../lab/recordings/takeRecording.ts");
    await recordMachines(rest, console.log);
    console.log(
      "What follows from them is kept by: UPDATE_GOLDEN=1 npm run test:unit -- --grep 'recorded machines'",
    );
    return 0;
  },
  async fault() {
    const [id] = rest;
    if (id === undefined) {
      for (const fault of labFaults) console.log(`${fault.id.padEnd(20)} ${fault.shows}`);
      return 0;
    }
    const fault = find(id);
    place();
    await fault.apply({ home, instance });
    console.log(`${fault.id}: ${fault.shows}`);
    return 0;
  },
  async clear() {
    place();
    for (const fault of rest.length === 0 ? labFaults : rest.map(find)) await fault.clear({ home, instance });
    return 0;
  },
};

function owner(): number | null {
  if (!existsSync(join(home, ownerFile))) return null;
  const { owner: found } = JSON.parse(readFileSync(join(home, ownerFile), "utf8")) as OwnerFile;
  return isAlive(found) ? found.pid : null;
}

async function startOwner(): Promise<void> {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [self, "own", "--home", home], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const { stdout, stderr } = child;
  let said = "";
  stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const failed = once(child, "exit").then(() => {
    throw new Error(`the lab did not come up: ${said}`);
  });
  // Longer than it takes to build the root file system once.
  await Promise.race([once(stdout, "data", { signal: AbortSignal.timeout(300_000) }), failed]);
  for (const stream of [stdout, stderr]) stream.destroy();
  child.unref();
}

function place(): LabPlace {
  if (owner() === null) throw new Error("no lab is up: npm run lab -- up");
  return JSON.parse(readFileSync(join(home, "place.json"), "utf8")) as LabPlace;
}

function find(id: string): LabFault {
  const fault = labFaults.find((one) => one.id === id);
  if (fault === undefined) throw new Error(`no such fault: ${id}; 'fault' alone lists them`);
  return fault;
}

const run = actions[action];
if (run === undefined) {
  console.error(
    "Use: npm run lab -- up|down|shell|fault [id]|clear [id]|record [machine…] [--home folder] [--instance name]",
  );
  process.exitCode = 2;
} else {
  process.exitCode = await run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
}
