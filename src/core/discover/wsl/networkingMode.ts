import type { Ports } from "../../ports/observed.ts";
import type { WslNetworkingMode } from "../../model/wslNetworking.ts";

const modes: readonly WslNetworkingMode[] = ["nat", "mirrored", "virtioproxy", "consomme", "bridged", "none"];
const timeoutMs = 5_000;

/** The mode in effect, which only a running instance knows: `.wslconfig` may ask for what Windows cannot do. */
export async function readNetworkingMode(
  { commands, files }: Ports,
  signal: AbortSignal,
): Promise<WslNetworkingMode | null> {
  const run = await commands.run({ program: "wslinfo", args: ["--networking-mode"], timeoutMs }, signal);
  const told = run.ok && run.value.exitCode === 0 ? run.value.stdout.trim() : "";
  const mode = modes.find((each) => each === told);
  if (mode !== undefined) return mode;
  // Releases without wslinfo have this device for the other side's loopback in mirrored mode only.
  const loopback = await files.stat("/sys/class/net/loopback0");
  return loopback.ok ? "mirrored" : null;
}
