import type { NamespaceId } from "./ids.ts";

/** Who can reach a listener: itself only, its own VM or bridge, the local network, or through a published port or relay. */
export type Exposure = "loopback" | "network" | "lan" | "published" | "relay";

/** A TCP socket in LISTEN state. */
export interface Listener {
  /** `<network>/<address>:<port>`; stable between refreshes. */
  readonly id: string;
  readonly protocol: "tcp";
  readonly family: "ipv4" | "ipv6";
  readonly address: string;
  readonly port: number;
  /** Null when the owner could not be seen, mostly for want of permission. */
  readonly owner: ListenerOwner | null;
  readonly exposure: Exposure;
}

/** The process that holds a listening socket. */
export interface ListenerOwner {
  /** Whose process it is, where several namespaces share the network; absent for the one it is named after. */
  readonly namespace?: NamespaceId;
  readonly pid: number;
  /** The process's own name for itself, such as `openclaw-gateway` or `nginx`. */
  readonly process: string;
  /** The systemd unit whose cgroup the process is in, or null. */
  readonly unit: string | null;
  /** The container's name or id whose cgroup the process is in, or null. */
  readonly container: string | null;
}
