import type { Fact } from "../model/fact.ts";
import type { Edge } from "../model/edge.ts";
import type { Gateway } from "../model/gateway.ts";
import type { GatewayConfig } from "../model/gatewayConfig.ts";
import type { Namespace, Network } from "../model/namespace.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { WslConfig } from "../model/wslNetworking.ts";
import type { WslPlatform } from "../model/wslPlatform.ts";
import type { PortproxyRule } from "../parse/portproxy.ts";
import type { MachineFacts } from "../ports/machine.ts";
import type { Ports } from "../ports/observed.ts";

/** What one provider contributes to a snapshot. */
export interface Discovery {
  readonly networks: readonly Network[];
  readonly namespaces: readonly Namespace[];
  readonly edges: readonly Edge[];
  readonly gateways: readonly Gateway[];
  readonly configs: ReadonlyMap<NamespaceId, Fact<GatewayConfig>>;
  readonly wslConfig?: Fact<WslConfig>;
  readonly wsl?: WslPlatform;
  /** What Windows passes on by `netsh interface portproxy`. */
  readonly portproxies?: Fact<readonly PortproxyRule[]>;
  /** What answers from inside a namespace, for those that can be asked other than the vantage. */
  readonly places?: ReadonlyMap<NamespaceId, Ports>;
}

/** Finds the namespaces of one kind. Read-only: it changes nothing, starts nothing and boots nothing. */
export interface NamespaceProvider {
  readonly id: string;
  supports(machine: MachineFacts): boolean;
  discover(ports: Ports, signal: AbortSignal): Promise<Discovery>;
}
