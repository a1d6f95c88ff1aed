import type { Socket } from "node:net";

/** Where one lab lives. The path is short: socket addresses below it have at most 107 bytes. */
export interface LabPlace {
  readonly home: string;
  /** Name of the one cgroup that holds every process of the lab. */
  readonly cgroup: string;
  /** `/proc/<pid>/ns/net` of the network that plays Windows. */
  readonly windowsNetwork: string;
  /** The same of another computer in the LAN, 192.168.77.20; Windows is 192.168.77.10 there. */
  readonly lanNetwork: string;
}

export interface GuestPort {
  readonly family: "ipv4" | "ipv6";
  readonly port: number;
}

/** The network of the utility VM, which all instances share. */
export interface VmNetwork {
  /** `/proc/<pid>/ns/net`. */
  readonly path: string;
  /** Its address as Windows sees it; null when it is Windows' own network (mirrored). */
  readonly address: string | null;
  /** What listens on 0.0.0.0, 127.0.0.1, :: or ::1, which is all that the localhost relay looks at. */
  listening(): Promise<readonly GuestPort[]>;
  /** A connection to a loopback port in there, from this process. */
  connect(port: GuestPort): Promise<Socket>;
  stop(): Promise<void>;
}

export interface BindMount {
  readonly from: string;
  /** Path inside. */
  readonly to: string;
  readonly writable?: boolean;
}

export interface BootOptions {
  readonly place: LabPlace;
  readonly network: VmNetwork;
  readonly name: string;
  /** `<home>/instances/<guid>`: holds `upper`, `work`, `root` and `run`. */
  readonly dir: string;
  /** Read-only layers below `upper`, topmost first. */
  readonly lower: readonly string[];
  readonly hasSystemd: boolean;
  readonly hostname: string;
  /** Where the C: drive is mounted inside; null with automount off. */
  readonly driveRoot: string | null;
  /** Whether Windows programs can be started from inside. */
  readonly hasInterop: boolean;
  readonly kernelRelease: string;
  readonly wslVersion: string;
  /** One for each boot of the VM. */
  readonly bootId: string;
  readonly binds: readonly BindMount[];
}

export interface BootedInstance {
  /** As numbered outside. */
  readonly pid1: number;
  readonly initSocket: string;
  /** Resolves when process 1 and everything below it is gone. */
  readonly ended: Promise<void>;
  /** SIGKILL to all of it, as when the machine is cut off. */
  kill(): Promise<void>;
}
