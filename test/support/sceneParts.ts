/** The single things that scenes are made of, as a healthy machine has them. */
import { known, unknown, type Fact } from "../../src/core/model/fact.ts";
import type { Evidence } from "../../src/core/model/evidence.ts";
import type { GatewayConfig } from "../../src/core/model/gatewayConfig.ts";
import type { Install } from "../../src/core/model/install.ts";
import type { Supervisor, SupervisorState } from "../../src/core/model/supervisor.ts";
import type { TokenSource } from "../../src/core/model/tokenSource.ts";

export const port = 18_789;
export const takenAt = Date.UTC(2026, 10, 20, 12);
export const home = "/home/dev";
export const configPath = `${home}/.openclaw/openclaw.json`;
export const unitName = "openclaw-gateway.service";
export const unitPath = `${home}/.config/systemd/user/${unitName}`;
const packageDir = "/usr/lib/node_modules/openclaw";

export function systemdUnit(
  changes: Partial<Supervisor> = {},
  state: Partial<SupervisorState> = {},
): Supervisor {
  return {
    id: `linux/systemd-user/${unitName}`,
    kind: "systemd-user",
    name: unitName,
    unseenBecause: null,
    files: [unitPath],
    execStart: ["/usr/bin/node", `${packageDir}/dist/index.js`, "gateway", "--port", String(port)],
    port,
    state: { ...runningState, ...state },
    ...changes,
  };
}

export const runningState: SupervisorState = {
  active: "active",
  sub: "running",
  result: "success",
  load: "loaded",
  mainPid: 500,
  restarts: 0,
  exitStatus: 0,
  enabled: true,
  needsDaemonReload: false,
};

export function install(changes: Partial<Install> = {}): Install {
  return {
    id: `linux/${packageDir}`,
    packageDir,
    command: ["/usr/bin/openclaw"],
    version: "2026.9.6",
    node: { path: "/usr/bin/node", version: "24.21.0" },
    foundBy: ["PATH", `unit ${unitName}`],
    ...changes,
  };
}

export function configToken(changes: Partial<TokenSource> = {}): TokenSource {
  return {
    id: "linux/config-file/server",
    kind: "config-file",
    role: "server",
    credential: "token",
    location: { file: configPath, line: 5, key: "gateway.auth.token" },
    fingerprint: "3f9a1c07",
    length: 48,
    effective: true,
    afterRestart: true,
    clientsIn: [],
    state: "used",
    reason: "the configuration wins since 2026.4",
    ...changes,
  };
}

export function clientToken(changes: Partial<TokenSource> = {}): TokenSource {
  return configToken({
    id: "linux/config-file/client",
    role: "client",
    effective: false,
    afterRestart: false,
    clientsIn: ["linux"],
    ...changes,
  });
}

export function evidence(what: string, status: string): Evidence {
  return { id: `files:${what}`, source: "files", what, at: takenAt, elapsedMs: 1, status, excerpt: "" };
}

export function config(changes: Partial<GatewayConfig> | string = {}): Fact<GatewayConfig> {
  if (typeof changes === "string") return unknown(changes, [`files:${configPath}`]);
  const value: GatewayConfig = {
    path: configPath,
    stateDir: `${home}/.openclaw`,
    profile: null,
    exists: true,
    problems: [],
    mode: "local",
    bind: "loopback",
    configuredPort: port,
    port: { value: port, from: "gateway.port" },
    authMode: "token",
    reloadMode: null,
    lineOf: { gateway: 2, "gateway.mode": 3, "gateway.bind": 4, "gateway.auth.token": 5 },
    fileOf: {},
    fileMode: known(0o600),
    ...changes,
  };
  return known(value, [`files:${configPath}`]);
}
