import type { LabPlace, VmNetwork } from "./kernelTypes.ts";

export interface VmNetworkOptions {
  readonly place: LabPlace;
  readonly mode: "nat" | "mirrored";
  /** In NAT the VM gets a new address at each start, below 172.29.0.0/20; default 172.29.0.2. */
  readonly address?: string;
}

/** Boots the network of the utility VM. */
export function startVmNetwork(options: VmNetworkOptions): Promise<VmNetwork> {
  throw new Error(`not yet: ${options.mode}`);
}
