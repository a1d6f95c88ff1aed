/** The network that plays Windows, and a LAN with another computer beside it. */
import type { LabPlace } from "./kernelTypes.ts";
import { cgroupFolder } from "./labCgroup.ts";
import { startHolder } from "./networkHolder.ts";

/** What `Get-NetAdapter` of a Windows machine calls its first network card. */
const lanCard = "Ethernet";
const windowsAddress = "192.168.77.10/24";
const peerAddress = "192.168.77.20/24";

const wait = "exec sleep infinity";

export async function startWindowsNetwork(place: {
  readonly home: string;
  readonly cgroup: string;
}): Promise<Pick<LabPlace, "windowsNetwork" | "lanNetwork">> {
  const folder = cgroupFolder(place, "windows");
  const peer = await startHolder(folder, `ip link set lo up && echo ready && ${wait}`);
  const windows = await startHolder(
    folder,
    `ip link set lo up
     ip link add ${lanCard} type veth peer name eth0 netns "$1"
     ip address add ${windowsAddress} dev ${lanCard} && ip link set ${lanCard} up
     nsenter --net="/proc/$1/ns/net" sh -ec 'ip address add ${peerAddress} dev eth0 && ip link set eth0 up'
     echo ready && ${wait}`,
    [String(peer.pid)],
  );
  return { windowsNetwork: windows.path, lanNetwork: peer.path };
}
