/** How WSL joins the network of its instances with Windows' own, as `wslinfo --networking-mode` calls it. */
export type WslNetworkingMode = "nat" | "mirrored" | "virtioproxy" | "consomme" | "bridged" | "none";

/** What `.wslconfig` asks for. WSL reads it when its virtual machine starts, and may do otherwise. */
export interface WslConfig {
  readonly path: string;
  readonly exists: boolean;
  readonly networkingMode: { readonly value: WslNetworkingMode; readonly line: number | null };
  /** Whether a relay on Windows' loopback leads to the instances' one; counts in NAT only. */
  readonly localhostForwarding: { readonly value: boolean; readonly line: number | null };
}
