import { known } from "../../src/core/model/fact.ts";
import type { Gateway } from "../../src/core/model/gateway.ts";
import type { GatewayConfig } from "../../src/core/model/gatewayConfig.ts";
import type { Install } from "../../src/core/model/install.ts";
import type { Listener } from "../../src/core/model/listener.ts";
import type { Namespace } from "../../src/core/model/namespace.ts";
import type { Snapshot } from "../../src/core/model/snapshot.ts";
import type { Supervisor, SupervisorState } from "../../src/core/model/supervisor.ts";
import type { TokenSource } from "../../src/core/model/tokenSource.ts";

/** What a test wants to differ from one Linux machine with a healthy gateway on port 18789, pid 42. */
export interface FakeSnapshotChange {
  readonly namespace?: Partial<Namespace>;
  readonly config?: Partial<GatewayConfig> | null;
  readonly gateways?: readonly Gateway[];
  readonly listeners?: readonly Listener[];
}

/** The seen world of a healthy default install; see {@link FakeSnapshotChange}. */
export function fakeSnapshot(change: FakeSnapshotChange = {}): Snapshot {
  const listeners = change.listeners ?? [fakeListener(), fakeListener({ address: "::1", family: "ipv6" })];
  const config = change.config === null ? null : fakeConfig(change.config);
  return {
    takenAt: 0,
    vantage: "linux",
    networks: [{ id: "linux", name: "box", listeners: known(listeners, ["files:/proc/net/tcp"]) }],
    namespaces: [
      {
        id: "linux",
        kind: "linux",
        name: "box",
        network: "linux",
        state: "running",
        facts: [],
        tokenSources: [],
        supervisors: [],
        installs: [],
        blindSpots: [],
        ...change.namespace,
      },
    ],
    edges: [],
    gateways: change.gateways ?? [fakeGateway()],
    configs: new Map(config === null ? [] : [["linux", known(config)]]),
    evidence: [],
  };
}

export function fakeListener(change: Partial<Listener> = {}): Listener {
  const { address = "127.0.0.1", port = 18_789 } = change;
  return {
    id: `linux/${address}:${port}`,
    protocol: "tcp",
    family: "ipv4",
    address,
    port,
    owner: { pid: 42, process: "openclaw-gateway", unit: null, container: null },
    exposure: "loopback",
    ...change,
  };
}

export function fakeGateway(change: Partial<Gateway> = {}): Gateway {
  const { port = 18_789 } = change;
  return {
    id: `linux:${port}`,
    namespace: "linux",
    port,
    version: "2026.9.6",
    startedAt: 0,
    pid: 42,
    stateDir: "/home/dev/.openclaw",
    state: "started",
    answersAt: [{ namespace: "linux", url: `ws://127.0.0.1:${port}` }],
    ownerVerified: true,
    ...change,
  };
}

export function fakeConfig(change: Partial<GatewayConfig> = {}): GatewayConfig {
  return {
    path: "/home/dev/.openclaw/openclaw.json",
    stateDir: "/home/dev/.openclaw",
    profile: null,
    exists: true,
    problems: [],
    mode: "local",
    bind: "loopback",
    configuredPort: 18_789,
    port: { value: 18_789, from: "gateway.port" },
    authMode: "token",
    reloadMode: null,
    lineOf: {},
    fileOf: {},
    fileMode: known(0o600),
    ...change,
  };
}

export function fakeInstall(change: Partial<Install> = {}): Install {
  return {
    id: "linux//opt/openclaw",
    packageDir: "/opt/openclaw",
    command: ["/usr/bin/openclaw"],
    version: "2026.9.6",
    node: null,
    foundBy: ["PATH"],
    ...change,
  };
}

/** The config's token as the command line here would send it. */
export function fakeTokenSource(change: Partial<TokenSource> = {}): TokenSource {
  return {
    id: "linux/config-file/gateway.auth.token",
    kind: "config-file",
    role: "client",
    credential: "token",
    location: { file: "/home/dev/.openclaw/openclaw.json", line: 3, key: "gateway.auth.token" },
    fingerprint: "3f9a1c07",
    length: 26,
    effective: false,
    afterRestart: false,
    clientsIn: ["linux"],
    state: "used",
    reason: "the config comes first",
    ...change,
  };
}

export function fakeSupervisor(
  change: Partial<Omit<Supervisor, "state">> & { readonly state?: Partial<SupervisorState> | null } = {},
): Supervisor {
  const { state, ...rest } = change;
  return {
    id: "linux/systemd-user/openclaw-gateway.service",
    kind: "systemd-user",
    name: "openclaw-gateway.service",
    unseenBecause: state === null ? "no bus" : null,
    files: ["/home/dev/.config/systemd/user/openclaw-gateway.service"],
    execStart: [],
    port: 18_789,
    ...rest,
    state:
      state === null
        ? null
        : {
            active: "active",
            sub: "running",
            result: "success",
            load: "loaded",
            mainPid: 42,
            restarts: 0,
            exitStatus: null,
            enabled: true,
            needsDaemonReload: false,
            ...state,
          },
  };
}
