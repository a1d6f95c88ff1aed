/** What the rules look at, built in memory: a healthy machine on which a test changes a few facts. */
import type { Scene } from "../../src/core/faults/scene.ts";
import { known, unknown, type Fact } from "../../src/core/model/fact.ts";
import type { Evidence } from "../../src/core/model/evidence.ts";
import type { Gateway } from "../../src/core/model/gateway.ts";
import type { GatewayConfig } from "../../src/core/model/gatewayConfig.ts";
import type { Install } from "../../src/core/model/install.ts";
import type { Supervisor, SupervisorState } from "../../src/core/model/supervisor.ts";
import type { TokenSource } from "../../src/core/model/tokenSource.ts";
import type { ConnectFailure } from "../../src/core/ports/gatewayDialog.ts";
import {
  clientToken,
  config,
  configToken,
  home,
  install,
  port,
  runningState,
  systemdUnit,
  takenAt,
} from "./sceneParts.ts";
import { healthyFacts, type SceneFacts } from "./sceneFacts.ts";

/** What differs from a healthy machine. */
export interface SceneChanges {
  /** How the gateway is started; default: by a systemd user unit. */
  readonly run?: "unit" | "foreground";
  /** By rung; a string makes the fact unknown for that reason. */
  readonly facts?: { readonly [K in keyof SceneFacts]?: Partial<SceneFacts[K]> | string };
  /** A string makes the configuration unknown. */
  readonly config?: Partial<GatewayConfig> | string;
  readonly unit?: Partial<Omit<Supervisor, "state">>;
  /** Null: the state could not be asked for. */
  readonly unitState?: Partial<SupervisorState> | null;
  readonly moreSupervisors?: readonly Supervisor[];
  readonly tokens?: readonly TokenSource[];
  readonly installs?: readonly Install[];
  readonly evidence?: readonly Evidence[];
  /** Null: no gateway runs at the target. */
  readonly gateway?: Partial<Gateway> | null;
  readonly host?: string;
  /** False: only discovery ran. */
  readonly isClimbed?: boolean;
}

/** The two scenes of a rule: the fault, and what looks like it and is not. */
export interface SceneFixture {
  readonly scene: Scene;
  /** What the finding must say, for the scene that fires. */
  readonly says?: readonly (string | RegExp)[];
  /** Where the finding must point, as `file` or `file:line`. */
  readonly at?: string;
}

export function scene(changes: SceneChanges = {}): Scene {
  const { facts = {}, run = "unit", host = "127.0.0.1" } = changes;
  const supervisors = [mainSupervisor(run, changes), ...(changes.moreSupervisors ?? [])];
  const [serving = null] = supervisors;
  const gateway: Gateway = {
    id: `linux:${port}`,
    namespace: "linux",
    port,
    version: "2026.9.6",
    startedAt: takenAt - 3_600_000,
    pid: 500,
    stateDir: `${home}/.openclaw`,
    state: "started",
    answersAt: [{ namespace: "linux", url: `ws://127.0.0.1:${port}` }],
    ownerVerified: true,
    ...changes.gateway,
  };
  const healthy = healthyFacts(gateway, supervisors, serving?.kind === "foreground" ? null : serving);
  const ladderFacts = new Map<string, Fact<unknown>>();
  for (const [key, value] of Object.entries(healthy)) {
    const id = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const change = facts[key as keyof SceneFacts];
    ladderFacts.set(
      id,
      typeof change === "string"
        ? unknown(change, [`evidence:${id}`])
        : known({ ...value, ...change }, [`evidence:${id}`]),
    );
  }
  return {
    snapshot: {
      takenAt,
      vantage: "linux",
      networks: [{ id: "linux", name: "dev", listeners: known(healthy.listeners.onPort) }],
      namespaces: [
        {
          id: "linux",
          kind: "linux",
          name: "dev",
          network: "linux",
          state: "running",
          facts: [],
          tokenSources: changes.tokens ?? [configToken(), clientToken()],
          supervisors,
          installs: changes.installs ?? [install()],
          blindSpots: [],
        },
      ],
      edges: [],
      gateways: changes.gateway === null ? [] : [gateway],
      configs: new Map([["linux", config(changes.config)]]),
      evidence: changes.evidence ?? [],
    },
    target: {
      id: `linux:${port}`,
      namespace: "linux",
      host,
      port,
      url: `ws://${host.includes(":") ? `[${host}]` : host}:${port}`,
      chosenBy: "config",
    },
    ladder: changes.isClimbed === false ? null : { results: [], facts: ladderFacts },
  };
}

/** Nothing listens at the target; the rungs above are skipped for it. */
export function stopped(changes: SceneChanges = {}): Scene {
  const skipped = "needs-tcp";
  return scene({
    gateway: null,
    ...changes,
    unitState:
      changes.unitState === undefined
        ? { active: "inactive", sub: "dead", mainPid: null }
        : changes.unitState,
    facts: {
      listeners: { onPort: [], holder: "nobody", gateway: null },
      tcp: { ipv4: "refused", ipv6: "refused", detail: `ECONNREFUSED connect 127.0.0.1:${port}` },
      httpLive: { answer: "refused", status: null, contentType: "" },
      httpReady: skipped,
      wsHandshake: skipped,
      auth: skipped,
      pairing: skipped,
      rpcHealth: skipped,
      channels: skipped,
      cliGatewayStatus: { rpcOk: false, rpcError: `connect ECONNREFUSED 127.0.0.1:${port}` },
      ...changes.facts,
    },
  });
}

/** The gateway turns the log-in down. */
export function refused(failure: Partial<ConnectFailure>, changes: SceneChanges = {}): Scene {
  return scene({
    ...changes,
    facts: {
      auth: {
        accepted: false,
        hello: null,
        failure: {
          reason: "rejected",
          detail: "unauthorized",
          code: null,
          close: { code: 1008, reason: "" },
          retryAfterMs: null,
          pairing: null,
          expectedProtocol: null,
          ...failure,
        },
      },
      pairing: "needs-rpc",
      rpcHealth: "needs-rpc",
      channels: "needs-rpc",
      cliGatewayStatus: { rpcOk: false, rpcFailureKind: "auth-rejected" },
      ...changes.facts,
    },
  });
}

function mainSupervisor(run: "unit" | "foreground", { unit, unitState }: SceneChanges): Supervisor {
  if (run === "foreground") {
    return {
      ...systemdUnit({
        kind: "foreground",
        id: `linux/foreground/${port}`,
        name: "openclaw gateway",
        files: [],
        ...unit,
      }),
      state: unitState === null ? null : { ...runningState, enabled: null, restarts: null, ...unitState },
    };
  }
  if (unitState === null)
    return systemdUnit({ unseenBecause: "systemctl not-recorded", ...unit, state: null });
  return systemdUnit(unit, unitState);
}
