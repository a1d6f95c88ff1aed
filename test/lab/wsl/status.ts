import { isAtLeast } from "../service/errors.ts";
import type { Surroundings } from "./surroundings.ts";

/** `wsl --status`. */
export async function status(around: Surroundings): Promise<number> {
  const { output, machine } = around;
  const { instances } = await (await around.service()).call("list", {});
  const byDefault = instances.find(({ isDefault }) => isDefault);
  if (byDefault !== undefined)
    output.print({ text: "MessageStatusDefaultDistro", params: { name: byDefault.name } });
  output.print({ text: "MessageStatusDefaultVersion", params: { version: "2" } });
  if (!machine.hasWsl1) output.print({ text: "MessageWsl1NotSupported" });
  if (machine.faults.includes("virtualization-off")) output.print({ text: "MessageEnableVirtualization" });
  return 0;
}

/** `wsl --version`: never asks the service, so it answers while the service hangs (microsoft/WSL#12639). */
export function version({ output, machine: { wslVersion } }: Surroundings): number {
  const params = {
    wsl: wslVersion,
    kernel: kernelVersion(wslVersion),
    wslg: "1.0.71",
    msrdc: "1.2.6353",
    direct3d: "1.611.1-81528511",
    dxcore: "10.0.26100.1-240331-1435.ge-release",
    windows: "10.0.26200.7171",
  };
  output.print({ text: "MessagePackageVersions", params });
  return 0;
}

/** The kernel comes with the package (microsoft/WSL#41135 for 2.7). */
function kernelVersion(wslVersion: string): string {
  return isAtLeast(wslVersion, "2.7") ? "6.18.33.2-2" : "6.6.87.2-1";
}
