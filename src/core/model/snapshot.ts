import type { Edge } from "./edge.ts";
import type { Evidence } from "./evidence.ts";
import type { Gateway } from "./gateway.ts";
import type { Namespace, Network } from "./namespace.ts";
import type { NamespaceId } from "./ids.ts";
import type { GatewayConfig } from "./gatewayConfig.ts";
import type { Fact } from "./fact.ts";
import type { WslConfig } from "./wslNetworking.ts";
import type { WslPlatform } from "./wslPlatform.ts";

/** The frozen result of one discovery. */
export interface Snapshot {
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly vantage: NamespaceId;
  readonly networks: readonly Network[];
  readonly namespaces: readonly Namespace[];
  readonly edges: readonly Edge[];
  readonly gateways: readonly Gateway[];
  /** The gateway configuration that each namespace's user would run with. */
  readonly configs: ReadonlyMap<NamespaceId, Fact<GatewayConfig>>;
  /** How WSL is told to join networks; absent where there is no Windows. */
  readonly wslConfig?: Fact<WslConfig>;
  /** Whether WSL works here; absent where there is no Windows. */
  readonly wsl?: WslPlatform;
  readonly evidence: readonly Evidence[];
}
