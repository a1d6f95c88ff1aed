import { readFile } from "node:fs/promises";
import type { GuestPort } from "./kernelTypes.ts";

/** Any address and the loopback address, as the kernel prints them. */
const relayed: Readonly<Record<GuestPort["family"], readonly string[]>> = {
  ipv4: ["00000000", "0100007F"],
  ipv6: ["0".repeat(32), `${"0".repeat(24)}01000000`],
};
const listenState = "0A";

/** What a process sees listening in its network, as far as the localhost relay of WSL looks at it. */
export async function guestListeners(pid: number): Promise<readonly GuestPort[]> {
  const [ipv4, ipv6] = await Promise.all([tableOf(pid, "tcp"), tableOf(pid, "tcp6")]);
  return [...portsIn(ipv4, "ipv4"), ...portsIn(ipv6, "ipv6")];
}

/** Exported for its test. One entry for each port, however many sockets share it. */
export function portsIn(table: string, family: GuestPort["family"]): readonly GuestPort[] {
  const ports = new Set<number>();
  for (const line of table.split("\n").slice(1)) {
    const [, local = "", , state] = line.trim().split(/\s+/);
    const [address = "", port = ""] = local.split(":");
    if (state === listenState && relayed[family].includes(address)) ports.add(parseInt(port, 16));
  }
  return [...ports].map((port) => ({ family, port }));
}

/** Empty when the process is gone, or when its network has no IPv6. */
async function tableOf(pid: number, name: string): Promise<string> {
  return readFile(`/proc/${pid}/net/${name}`, "latin1").catch(() => "");
}
