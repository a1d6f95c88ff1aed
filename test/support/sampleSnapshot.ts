import { known, unknown } from "../../src/core/model/fact.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import type { Gateway } from "../../src/core/model/gateway.ts";
import type { GatewayConfig } from "../../src/core/model/gatewayConfig.ts";
import type { RungResult, RungState } from "../../src/core/model/ladder.ts";
import type { Snapshot } from "../../src/core/model/snapshot.ts";
import type { TokenSource } from "../../src/core/model/tokenSource.ts";
import { rungs } from "../../src/core/probe/registry.ts";
import type { ProbeRun } from "../../src/core/probeRun.ts";

export const sampleTime = Date.UTC(2026, 10, 20, 12, 0, 0);

export const sampleGateway: Gateway = {
  id: "linux:18789",
  namespace: "linux",
  port: 18789,
  version: "2026.9.6",
  startedAt: sampleTime - 3 * 3_600_000,
  pid: 4711,
  stateDir: "/home/dev/.openclaw",
  state: "started",
  answersAt: [{ namespace: "linux", url: "ws://127.0.0.1:18789" }],
  ownerVerified: true,
};

export const sampleConfig: GatewayConfig = {
  path: "/home/dev/.openclaw/openclaw.json",
  stateDir: "/home/dev/.openclaw",
  profile: null,
  exists: true,
  problems: [],
  mode: "local",
  bind: "loopback",
  configuredPort: 18789,
  port: { value: 18789, from: "gateway.port" },
  authMode: null,
  reloadMode: null,
  logFile: null,
  lineOf: {},
  fileOf: {},
  fileMode: unknown("not asked"),
};

export function sampleToken(change: Partial<TokenSource>): TokenSource {
  return {
    id: "linux/config-file/openclaw.json",
    kind: "config-file",
    role: "server",
    credential: "token",
    location: { file: "/home/dev/.openclaw/openclaw.json", line: 14, key: "gateway.auth.token" },
    fingerprint: "3f9a1c07",
    length: 48,
    effective: true,
    afterRestart: true,
    clientsIn: ["linux"],
    state: "used",
    reason: "gateway.auth.token wins in 2026.9.6.",
    ...change,
  };
}

/** One Linux machine with a healthy gateway in the foreground, and every kind of row once. */
export function sampleSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    takenAt: sampleTime,
    vantage: "linux",
    networks: [
      {
        id: "linux",
        name: "box",
        listeners: known([
          {
            id: "linux/127.0.0.1:18789",
            protocol: "tcp",
            family: "ipv4",
            address: "127.0.0.1",
            port: 18789,
            owner: { pid: 4711, process: "openclaw-gateway", unit: null, container: null },
            exposure: "loopback",
          },
          {
            id: "linux/[::]:22",
            protocol: "tcp",
            family: "ipv6",
            address: "::",
            port: 22,
            owner: null,
            exposure: "lan",
          },
        ]),
      },
    ],
    namespaces: [
      {
        id: "linux",
        kind: "linux",
        name: "box",
        network: "linux",
        state: "running",
        facts: [{ name: "kernel", value: "6.12.0-test" }],
        tokenSources: [sampleToken({})],
        supervisors: [
          {
            id: "linux/foreground/18789",
            kind: "foreground",
            name: "openclaw gateway",
            state: {
              active: "active",
              sub: "running",
              result: "success",
              load: "loaded",
              mainPid: 4711,
              startedAt: Date.UTC(2026, 0, 1),
              restarts: null,
              exitStatus: null,
              enabled: null,
              needsDaemonReload: false,
            },
            unseenBecause: null,
            files: [],
            execStart: ["openclaw-gateway"],
            port: 18789,
            stateDir: "/home/someone/.openclaw",
          },
        ],
        installs: [
          {
            id: "linux/openclaw",
            packageDir: "/usr/lib/node_modules/openclaw",
            command: ["/usr/bin/openclaw"],
            version: "2026.9.6",
            node: { path: "/usr/bin/node", version: "24.21.0" },
            foundBy: ["PATH"],
          },
        ],
        blindSpots: ["1 listener belongs to another user; its owner is not visible without root."],
      },
    ],
    edges: [],
    gateways: [sampleGateway],
    configs: new Map([["linux", known(sampleConfig)]]),
    evidence: [
      {
        id: "files:/proc/net/tcp",
        source: "files",
        what: "/proc/net/tcp",
        at: sampleTime,
        elapsedMs: 0.4,
        status: "ok",
        excerpt: "600 characters",
      },
    ],
    ...change,
  };
}

export function sampleFinding(change: Partial<Finding> = {}): Finding {
  return {
    id: "gateway-token-mismatch",
    layer: "auth",
    severity: "error",
    confidence: "confirmed",
    title: "The gateway answers, but your token is not the one it uses",
    explanation: "openclaw.json:14 has 3f9a1c07, the running gateway was started with 91bd20ee.",
    evidence: ["files:/proc/net/tcp"],
    location: { namespace: "linux", file: "/home/dev/.openclaw/openclaw.json", line: 14 },
    firstAction: { label: "Restart the gateway", command: "openclaw gateway restart", risk: "disruptive" },
    suppressedBy: [],
    sources: ["openclaw#1"],
    ...change,
  };
}

/** The whole ladder, all `ok` where no other state is given. */
export function sampleResults(
  states: Readonly<Partial<Record<string, RungState>>> = {},
): readonly RungResult[] {
  return rungs.map(({ id, title, layer }) => {
    const state = states[id] ?? "ok";
    return {
      id,
      title,
      layer,
      state,
      reason: state === "skipped" ? "quick" : state === "unknown" ? "max-wait" : null,
      elapsedMs: 2,
      verdict: `${id} is ${state}`,
      notes: [],
      evidence: id === "listeners" ? ["files:/proc/net/tcp"] : [],
    };
  });
}

export function sampleRun(
  states: Readonly<Partial<Record<string, RungState>>> = {},
  findings: readonly Finding[] = [],
): ProbeRun {
  const snapshot = sampleSnapshot();
  return {
    target: {
      id: "linux:18789",
      namespace: "linux",
      host: "127.0.0.1",
      port: 18789,
      url: "ws://127.0.0.1:18789",
      chosenBy: "config",
    },
    snapshot,
    startedAt: sampleTime,
    elapsedMs: 321.5,
    ladder: { results: sampleResults(states), facts: new Map() },
    diagnosis: {
      rules: findings.map(({ id }) => ({
        id,
        state: "fault",
        missing: [],
        evidence: ["files:/proc/net/tcp"],
      })),
      findings,
    },
    evidence: snapshot.evidence,
  };
}
