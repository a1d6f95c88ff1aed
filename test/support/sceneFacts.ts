import type { Gateway } from "../../src/core/model/gateway.ts";
import type { Listener } from "../../src/core/model/listener.ts";
import type { Supervisor } from "../../src/core/model/supervisor.ts";
import type { AuthFact } from "../../src/core/probe/rungs/auth.ts";
import type { ChannelsFact } from "../../src/core/probe/rungs/channels.ts";
import type { CliGatewayStatusFact } from "../../src/core/probe/rungs/cliGatewayStatus.ts";
import type { HttpLiveFact } from "../../src/core/probe/rungs/httpLive.ts";
import type { HttpReadyFact } from "../../src/core/probe/rungs/httpReady.ts";
import type { InstanceFact } from "../../src/core/probe/rungs/instance.ts";
import type { ListenersFact } from "../../src/core/probe/rungs/listeners.ts";
import type { PairingFact } from "../../src/core/probe/rungs/pairing.ts";
import type { RecentLogsFact } from "../../src/core/probe/rungs/recentLogs.ts";
import type { RpcHealthFact } from "../../src/core/probe/rungs/rpcHealth.ts";
import type { SupervisorFact } from "../../src/core/probe/rungs/supervisor.ts";
import type { TcpFact } from "../../src/core/probe/rungs/tcp.ts";
import type { WsHandshakeFact } from "../../src/core/probe/rungs/wsHandshake.ts";

/** What the rungs leave, by the rungs' module names. */
export interface SceneFacts {
  readonly instance: InstanceFact;
  readonly supervisor: SupervisorFact;
  readonly listeners: ListenersFact;
  readonly tcp: TcpFact;
  readonly httpLive: HttpLiveFact;
  readonly httpReady: HttpReadyFact;
  readonly wsHandshake: WsHandshakeFact;
  readonly auth: AuthFact;
  readonly pairing: PairingFact;
  readonly rpcHealth: RpcHealthFact;
  readonly cliGatewayStatus: CliGatewayStatusFact;
  readonly recentLogs: RecentLogsFact;
  readonly channels: ChannelsFact;
}

/** What a healthy gateway leaves on every rung. */
export function healthyFacts(
  gateway: Gateway,
  all: readonly Supervisor[],
  serving: Supervisor | null,
): SceneFacts {
  return {
    instance: { init: "systemd", hasSystemd: true, userBus: true, linger: true },
    supervisor: { all, serving },
    listeners: {
      onPort: [listener("127.0.0.1", gateway.pid, serving), listener("::1", gateway.pid, serving)],
      holder: "target-gateway",
      gateway,
      otherGateways: [],
    },
    tcp: { ipv4: "open", ipv6: "open", detail: "" },
    httpLive: { answer: "live", status: 200, contentType: "application/json", detail: "" },
    httpReady: {
      startup: "started",
      version: gateway.version,
      uptimeMs: 3_600_000,
      pendingReason: null,
      ready: true,
      failing: [],
    },
    wsHandshake: { challenged: true, failure: null },
    auth: {
      accepted: true,
      failure: null,
      sourceId: "linux/config-file/client",
      fingerprint: "3f9a1c07",
      hello: null,
    },
    pairing: { devices: [], senders: [] },
    rpcHealth: { ok: true, failedPlugins: [], hotReload: "active", eventLoopDegraded: false },
    cliGatewayStatus: {
      cliVersion: "2026.9.6",
      probeUrl: `ws://127.0.0.1:${gateway.port}`,
      port: gateway.port,
      portStatus: "busy",
      portHolders: [],
      serviceLoaded: true,
      serviceStatus: "running",
      inspectionReason: null,
      configValid: true,
      rpcOk: true,
      rpcFailureKind: null,
      rpcFailureCode: null,
      rpcError: null,
      timedOut: false,
    },
    recentLogs: { source: "rpc", name: "openclaw.log", lines: [logLine("gateway", "ready")] },
    channels: { source: "rpc", configured: [], issues: [] },
  };
}

export function listener(
  address: string,
  pid: number | null,
  unit: Supervisor | null,
  process = "openclaw-gatewa",
): Listener {
  return {
    id: `linux/${address}:18789`,
    protocol: "tcp",
    family: address.includes(":") ? "ipv6" : "ipv4",
    address,
    port: 18_789,
    owner: pid === null ? null : { pid, process, unit: unit?.name ?? null, container: null },
    exposure: "loopback",
  };
}

export function logLine(subsystem: string, message: string): RecentLogsFact["lines"][number] {
  return { at: null, level: "info", subsystem, message };
}
