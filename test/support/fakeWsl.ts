/** Windows and WSL side by side as discovery sees them: one relay, one gateway in an instance. */
import { known, unknown, type Fact } from "../../src/core/model/fact.ts";
import type { Gateway } from "../../src/core/model/gateway.ts";
import type { GatewayConfig } from "../../src/core/model/gatewayConfig.ts";
import type { Edge } from "../../src/core/model/edge.ts";
import type { Listener } from "../../src/core/model/listener.ts";
import type { Namespace } from "../../src/core/model/namespace.ts";
import type { NamespaceId } from "../../src/core/model/ids.ts";
import type { Snapshot } from "../../src/core/model/snapshot.ts";
import type { WslConfig, WslNetworkingMode } from "../../src/core/model/wslNetworking.ts";
import { fakeConfig, fakeGateway, fakeListener } from "./fakeSnapshot.ts";

export const instance = "wsl:OpenClawGateway";

/** The way from Windows' loopback to the gateway in the instance. */
export const relayEdge: Edge = {
  kind: "localhost-relay",
  from: { namespace: "windows", address: "127.0.0.1", port: 18_789 },
  to: { namespace: instance, address: "127.0.0.1", port: 18_789 },
};

/** What differs from a gateway in an instance that answers on Windows through its relay. */
export interface FakeWslChange {
  readonly vantage?: NamespaceId;
  readonly onWindows?: readonly Listener[] | string;
  readonly inWsl?: readonly Listener[];
  readonly mode?: WslNetworkingMode | null;
  readonly wslConfig?: Partial<WslConfig> | string;
  readonly gateways?: readonly Gateway[];
  readonly edges?: readonly Edge[];
  readonly namespaces?: readonly Namespace[];
  readonly config?: Partial<GatewayConfig>;
}

export function fakeWsl(change: FakeWslChange = {}): Snapshot {
  const { mode = "nat", onWindows = [relayListener("127.0.0.1")] } = change;
  const config: Fact<GatewayConfig> = known(fakeConfig(change.config));
  return {
    takenAt: 3_600_000,
    vantage: change.vantage ?? "windows",
    networks: [
      {
        id: "windows",
        name: "DESKTOP-LAB",
        listeners: typeof onWindows === "string" ? unknown(onWindows) : known(onWindows, ["netstat"]),
        ...(mode === "mirrored" ? { wslMode: mode } : {}),
      },
      ...(mode === "mirrored"
        ? []
        : [
            {
              id: "wsl",
              name: "WSL",
              listeners: known(change.inWsl ?? [guestListener("127.0.0.1")]),
              wslMode: mode,
            },
          ]),
    ],
    namespaces: [
      place("windows", "windows", "windows"),
      place(instance, "wsl", mode === "mirrored" ? "windows" : "wsl"),
      ...(change.namespaces ?? []),
    ],
    edges: change.edges ?? [],
    gateways: change.gateways ?? [guestGateway()],
    configs: new Map([[instance, config]]),
    wslConfig: wslConfigFact(change.wslConfig),
    evidence: [],
  };
}

export function place(id: string, kind: Namespace["kind"], network: string): Namespace {
  const name = id.replace(/^wsl:/, "");
  return {
    id,
    kind,
    name: kind === "windows" ? "DESKTOP-LAB" : name,
    network,
    state: "running",
    facts: [],
    tokenSources: [],
    supervisors: [],
    installs: [],
    blindSpots: [],
  };
}

export function guestGateway(change: Partial<Gateway> = {}): Gateway {
  return fakeGateway({
    id: `${instance}:18789`,
    namespace: instance,
    startedAt: 0,
    answersAt: [{ namespace: instance, url: "ws://127.0.0.1:18789" }],
    ...change,
  });
}

export function windowsGateway(change: Partial<Gateway> = {}): Gateway {
  return guestGateway({
    id: "windows:18789",
    namespace: "windows",
    pid: null,
    stateDir: null,
    ownerVerified: false,
    answersAt: [{ namespace: "windows", url: "ws://127.0.0.1:18789" }],
    ...change,
  });
}

export function relayListener(address: string, process = "wslrelay.exe", port = 18_789): Listener {
  const owner = { pid: 8512, process, unit: null, container: null };
  return windowsListener(address, { owner, port, exposure: "relay" });
}

export function windowsListener(address: string, change: Partial<Listener> = {}): Listener {
  const family = address.includes(":") ? "ipv6" : "ipv4";
  const { port = 18_789 } = change;
  return fakeListener({ id: `windows/${address}:${port}`, address, family, ...change });
}

export function guestListener(address: string, change: Partial<Listener> = {}): Listener {
  const family = address.includes(":") ? "ipv6" : "ipv4";
  const owner = { namespace: instance, pid: 42, process: "openclaw-gateway", unit: null, container: null };
  const { port = 18_789 } = change;
  return fakeListener({ id: `wsl/${address}:${port}`, address, family, owner, ...change });
}

function wslConfigFact(change: Partial<WslConfig> | string = {}): Fact<WslConfig> {
  if (typeof change === "string") return unknown(change);
  return known({
    path: "C:\\Users\\dev\\.wslconfig",
    exists: false,
    networkingMode: { value: "nat", line: null },
    localhostForwarding: { value: true, line: null },
    ...change,
  });
}
