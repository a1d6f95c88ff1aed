import type { NetworkId, NamespaceId } from "./ids.ts";
import type { Fact } from "./fact.ts";
import type { Install } from "./install.ts";
import type { Listener } from "./listener.ts";
import type { Supervisor } from "./supervisor.ts";
import type { TokenSource } from "./tokenSource.ts";
import type { WslNetworkingMode } from "./wslNetworking.ts";

export type NamespaceKind = "windows" | "wsl" | "container" | "linux" | "macos";

/** One loopback and the socket table behind it. */
export interface Network {
  readonly id: NetworkId;
  readonly name: string;
  /** The TCP sockets in LISTEN state; unknown where the socket table could not be read. */
  readonly listeners: Fact<readonly Listener[]>;
  /** For a network with WSL instances: the mode in effect, as a running one tells it; null where none does. */
  readonly wslMode?: WslNetworkingMode | null;
}

/** A place where processes run and see a loopback: one node of the topology. */
export interface Namespace {
  readonly id: NamespaceId;
  readonly kind: NamespaceKind;
  readonly name: string;
  readonly network: NetworkId;
  readonly state: "running" | "stopped" | "unknown";
  /** Named facts about the place for people to read: kernel, init system, user. */
  readonly facts: readonly NamespaceNote[];
  readonly tokenSources: readonly TokenSource[];
  readonly supervisors: readonly Supervisor[];
  readonly installs: readonly Install[];
  /** What could not be seen and why, one sentence each. Empty when the view is complete. */
  readonly blindSpots: readonly string[];
}

export interface NamespaceNote {
  readonly name: string;
  readonly value: string;
}
