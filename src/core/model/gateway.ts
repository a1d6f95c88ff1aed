import type { GatewayId, NamespaceId } from "./ids.ts";

/** One running OpenClaw gateway process. */
export interface Gateway {
  readonly id: GatewayId;
  readonly namespace: NamespaceId;
  readonly port: number;
  /** From `/startupz`; null while it is not told (a frozen gateway, or a caller that is not local). */
  readonly version: string | null;
  /** Epoch milliseconds: now minus `/startupz`'s `uptimeMs`; null when not told. */
  readonly startedAt: number | null;
  /** The process, when it could be seen. */
  readonly pid: number | null;
  /** The state directory that the process runs on, from its lock or environment; null when it cannot be told. */
  readonly stateDir?: string | null;
  /** What the process says it is doing. */
  readonly state: "started" | "starting" | "draining" | "silent";
  readonly answersAt: readonly GatewayAddress[];
  /** True when the owner of the socket was seen to be a gateway process, so a credential may be sent to it. */
  readonly ownerVerified: boolean;
}

/** Two answers whose starts are this close come from one process: `startedAt` is told by way of an uptime. */
export const sameStartMs = 500;

/** An address of a gateway as written from one namespace. */
export interface GatewayAddress {
  readonly namespace: NamespaceId;
  readonly url: string;
}
