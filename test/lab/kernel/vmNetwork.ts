/** The network of the utility VM: with a card towards Windows (NAT), or Windows' own (mirrored). */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connectGuest } from "./guestConnection.ts";
import { guestListeners } from "./guestListeners.ts";
import type { LabPlace, VmNetwork } from "./kernelTypes.ts";
import { cgroupFolder, killCgroup } from "./labCgroup.ts";
import { startHolder, type NetworkHolder } from "./networkHolder.ts";
import { runTool } from "./runTool.ts";

/** Windows calls it `vEthernet (WSL)`, which Linux does not take for a name. */
const windowsCard = "vEthernet-WSL";
const windowsAddress = "172.29.0.1";

const relayProgram = fileURLToPath(new URL("vmRelayProcess.ts", import.meta.url));

export interface VmNetworkOptions {
  readonly place: LabPlace;
  readonly mode: "nat" | "mirrored";
  /** In NAT the VM gets a new address at each start, in 172.29.0.0/20; default 172.29.0.2. */
  readonly address?: string;
}

/** Boots the network of the utility VM. */
export async function startVmNetwork(options: VmNetworkOptions): Promise<VmNetwork> {
  const { place, mode, address = "172.29.0.2" } = options;
  const cgroup = cgroupFolder(place, "vm");
  const socket = join(place.home, "vm-relay.sock");
  await rm(socket, { force: true });
  const holder = await startHolder(
    cgroup,
    'ip link set lo up; exec "$@"',
    [process.execPath, relayProgram, socket],
    mode === "nat" ? null : place.windowsNetwork,
  );
  if (mode === "nat") await connectToWindows(place, holder, address);
  return {
    path: holder.path,
    address: mode === "nat" ? address : null,
    listening: () => guestListeners(holder.pid),
    connect: (port) => connectGuest(socket, port),
    async stop() {
      await killCgroup(cgroup);
      if (mode === "nat") await removeCard(place);
      await rm(socket, { force: true });
    },
  };
}

/** No route leads further: what the lab runs reaches nothing outside of it. */
async function connectToWindows(place: LabPlace, vm: NetworkHolder, address: string): Promise<void> {
  const script = `
    ip link add ${windowsCard} type veth peer name eth0 netns "$1"
    ip address add ${windowsAddress}/20 dev ${windowsCard} && ip link set ${windowsCard} up
    nsenter --net="/proc/$1/ns/net" sh -ec '
      ip address add "$1/20" dev eth0 && ip link set eth0 up
      ip route add default via ${windowsAddress}' sh "$2"`;
  await removeCard(place);
  await inWindows(place, ["sh", "-ec", script, "sh", String(vm.pid), address]);
}

/** The kernel removes it with the network at its other end, but in its own time. */
async function removeCard(place: LabPlace): Promise<void> {
  await inWindows(place, ["sh", "-c", `ip link delete ${windowsCard} 2>&1 || true`]);
}

async function inWindows(place: LabPlace, argv: readonly string[]): Promise<void> {
  await runTool(["nsenter", `--net=${place.windowsNetwork}`, "--", ...argv]);
}
