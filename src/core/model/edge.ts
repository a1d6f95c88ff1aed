import type { NamespaceId } from "./ids.ts";

export type EdgeKind =
  | "localhost-relay"
  | "mirrored-loopback"
  | "portproxy"
  | "published-port"
  | "shared-network"
  | "reverse-proxy"
  | "ssh-tunnel";

/** One end of an edge: an address as it is written inside a namespace. */
export interface EdgeEnd {
  readonly namespace: NamespaceId;
  readonly address: string;
  readonly port: number;
}

/** A path from one namespace's address to another's. */
export interface Edge {
  readonly kind: EdgeKind;
  readonly from: EdgeEnd;
  readonly to: EdgeEnd;
}
