/** A place and a VM network for tests of the kernel side alone, without the service. */
import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureTools } from "../images/machineTools.ts";
import { ensureRootfs } from "../images/rootfs.ts";
import type { BootedInstance, BootOptions, LabPlace, VmNetwork } from "../kernel/kernelTypes.ts";
import { createLabPlace } from "../kernel/labPlace.ts";
import { startVmNetwork } from "../kernel/vmNetwork.ts";
import { rootCommand, runByInit } from "../service/initClient.ts";

export interface KernelScene {
  readonly place: LabPlace;
  readonly network: VmNetwork;
  readonly rootfs: string;
  options(name: string, changes?: Partial<BootOptions>): BootOptions;
  close(): Promise<void>;
}

export const kernelRelease = "6.6.87.2-microsoft-standard-WSL2";

export async function startScene(mode: "nat" | "mirrored" = "nat"): Promise<KernelScene> {
  await ensureTools();
  const rootfs = await ensureRootfs();
  const place = await createLabPlace(await mkdtemp(join(tmpdir(), "gl-")));
  const network = await startVmNetwork({ place, mode });
  return {
    place,
    network,
    rootfs,
    options: (name, changes) => ({
      place,
      network,
      name,
      dir: join(place.home, "instances", name),
      lower: [rootfs],
      hasSystemd: true,
      hostname: "DESKTOP-LAB",
      driveRoot: null,
      hasInterop: false,
      kernelRelease,
      wslVersion: "2.9.4.0",
      bootId: "4c4f2b5e-6f0c-4e3c-9d57-0e9a35b6a2b1",
      binds: [],
      ...changes,
    }),
    close: () => place.close(),
  };
}

let ids = 0;

export async function run(instance: BootedInstance, argv: readonly string[], input = "") {
  const command = rootCommand(argv);
  const id = `test-${(ids += 1)}`;
  const result = await runByInit({ initSocket: instance.initSocket, id, command, input });
  return { status: result.status, stdout: result.stdout.toString(), stderr: result.stderr.toString() };
}

export const sh = (instance: BootedInstance, script: string, input = "") =>
  run(instance, ["/bin/sh", "-c", script], input);

/** Until systemd has started everything, and all of it well. */
export async function untilRunning(instance: BootedInstance): Promise<void> {
  for (;;) {
    const { stdout } = await run(instance, ["systemctl", "is-system-running"]);
    if (/running|degraded/.test(stdout)) return assert.equal(stdout, "running\n");
    await sleep(50);
  }
}
