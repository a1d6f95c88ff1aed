/** Token sources of a scripted machine, told in short. */
import { readGatewayConfig } from "../../src/core/config/readGatewayConfig.ts";
import type { Gateway } from "../../src/core/model/gateway.ts";
import type { Install } from "../../src/core/model/install.ts";
import type { Supervisor } from "../../src/core/model/supervisor.ts";
import type { TokenSource } from "../../src/core/model/tokenSource.ts";
import { discoverTokenSources } from "../../src/core/tokens/discoverTokenSources.ts";
import type { FakeFileTree } from "./fakeFiles.ts";
import { fakePorts, type FakeMachine, type FakeMachineScript } from "./fakeMachine.ts";

export const configPath = "/home/dev/.openclaw/openclaw.json";
export const unitPath = "/home/dev/.config/systemd/user/openclaw-gateway.service";

export interface TokenCase {
  readonly config?: string;
  readonly files?: FakeFileTree;
  /** The variables of the user's shell. */
  readonly shell?: Readonly<Record<string, string>>;
  /** The variables of the running gateway; null for one whose environment may not be read. */
  readonly running?: Readonly<Record<string, string>> | null;
  readonly gateway?: Partial<Gateway>;
  readonly args?: readonly string[];
  /** The text of the user unit, if there is one. */
  readonly unit?: string;
  readonly version?: string | null;
  readonly script?: FakeMachineScript;
}

const pid = 4711;

export async function tokensOf(
  one: TokenCase,
): Promise<{ readonly rows: readonly TokenSource[]; readonly machine: FakeMachine }> {
  const { config, files, shell = {}, running, gateway, args = [], unit, version = "2026.9.6" } = one;
  const { ports, machine } = fakePorts({
    ...one.script,
    files: {
      ...(config === undefined ? {} : { [configPath]: { text: config, modifiedAt: 1000 } }),
      ...(unit === undefined ? {} : { [unitPath]: { text: unit, modifiedAt: 1000 } }),
      ...files,
    },
    processes: running === undefined ? [] : [{ pid, args }],
    environments: { self: { HOME: "/home/dev", ...shell }, ...(running ? { [pid]: running } : {}) },
  });
  const isRunning = running !== undefined;
  const rows = await discoverTokenSources(ports, {
    namespace: "linux",
    reading: await readGatewayConfig(ports),
    gateways: isRunning ? [{ ...plainGateway, version, ...gateway }] : [],
    supervisors: unit === undefined ? [] : [supervisor(isRunning)],
    installs: version === null ? [] : [install(version)],
  });
  return { rows, machine };
}

/** `role kind credential:key state [now] [next] [sent]`, one line for each row. */
export async function shortTokensOf(one: TokenCase): Promise<readonly string[]> {
  const { rows } = await tokensOf(one);
  return rows.map((row) =>
    [
      row.role,
      row.kind,
      row.location.key ?? row.credential,
      row.state,
      ...(row.effective ? ["now"] : []),
      ...(row.afterRestart ? ["next"] : []),
      ...(row.clientsIn.length > 0 ? ["sent"] : []),
    ].join(" "),
  );
}

const plainGateway: Gateway = {
  id: "linux:18789",
  namespace: "linux",
  port: 18_789,
  version: "2026.9.6",
  startedAt: 2000,
  pid,
  stateDir: "/home/dev/.openclaw",
  state: "started",
  answersAt: [],
  ownerVerified: true,
};

function supervisor(isRunning: boolean): Supervisor {
  return {
    id: "linux/systemd-user/openclaw-gateway.service",
    kind: "systemd-user",
    name: "openclaw-gateway.service",
    state: {
      active: isRunning ? "active" : "inactive",
      sub: isRunning ? "running" : "dead",
      result: "success",
      load: "loaded",
      mainPid: isRunning ? pid : null,
      restarts: 0,
      exitStatus: null,
      enabled: true,
      needsDaemonReload: false,
    },
    unseenBecause: null,
    files: [unitPath],
    execStart: [],
    port: null,
  };
}

function install(version: string): Install {
  return {
    id: "i",
    packageDir: "/opt/oc",
    command: ["openclaw"],
    version,
    node: null,
    foundBy: ["PATH", "running gateway"],
  };
}
