/** Which of several credentials a real gateway takes, and which one this product says it takes. */
import { spawn } from "node:child_process";
import { readGatewayConfig } from "../../src/core/config/readGatewayConfig.ts";
import type { Supervisor } from "../../src/core/model/supervisor.ts";
import type { TokenSource } from "../../src/core/model/tokenSource.ts";
import { discoverTokenSources } from "../../src/core/tokens/discoverTokenSources.ts";
import { clientCredential } from "../../src/core/tokens/precedence.ts";
import { fakeFingerprint } from "./fakeVault.ts";
import { startGateway, type RealGateway } from "./realGateway.ts";
import { makeGatewayHome, type ConfigChange, type GatewayHome } from "./realGatewayHome.ts";
import type { GatewayVersion } from "./realGatewayInstall.ts";
import { logIn } from "./realGatewayLogin.ts";
import { portsAt } from "./realGatewayVantage.ts";

/** Where a credential is put; each place gets one that names it. */
export type PlaceName =
  "argument" | "config" | "process" | "workdir" | "dotenv" | "compat" | "block" | "remote" | "mine";

export interface TokenSetup {
  readonly version: GatewayVersion;
  /** Written into the config as it is; its credentials are among `places` by name. */
  readonly config: ConfigChange;
  /** Every place that has a credential. */
  readonly places: readonly PlaceName[];
  readonly serverEnv?: Readonly<Record<string, string>>;
  readonly shell?: Readonly<Record<string, string>>;
  readonly credential?: "token" | "password";
  /** What the command line is expected to send; without it, it is not run. */
  readonly sends?: PlaceName;
}

/** Names of places; `none` where no credential counts, `made-up` where the gateway makes one. */
export interface Observation {
  readonly starts: boolean;
  readonly accepted: readonly PlaceName[];
  readonly predicted: string;
  readonly predictedNext: string;
  /** What the command line in the home is said to send, and whether the gateway took what it really sent. */
  readonly sent: string;
  readonly isCommandLineIn: boolean;
}

export function credentialOf(place: PlaceName): string {
  return `${place}-test-credential-0123456789`;
}

export async function observeTokens(setup: TokenSetup): Promise<Observation> {
  const { version, config, places } = setup;
  const home = await makeGatewayHome({ version, config });
  const variable = `OPENCLAW_GATEWAY_${(setup.credential ?? "token").toUpperCase()}`;
  const files = {
    dotenv: ".openclaw/.env",
    compat: ".config/openclaw/gateway.env",
    workdir: ".env",
  } as const;
  for (const [place, path] of Object.entries(files) as [keyof typeof files, string][]) {
    if (places.includes(place)) await home.write(path, `${variable}=${credentialOf(place)}\n`);
  }
  const serverEnv: Record<string, string> = { ...setup.serverEnv };
  if (places.includes("process")) serverEnv[variable] = credentialOf("process");
  if (places.includes("mine")) serverEnv["MY_CREDENTIAL"] = credentialOf("mine");
  const args = places.includes("argument")
    ? [`--${setup.credential ?? "token"}`, credentialOf("argument")]
    : [];
  try {
    const gateway = await startGateway({ home, serverEnv, args }).catch(() => null);
    if (gateway === null) return { ...(await predict(home, setup, null, args)), ...nobody, starts: false };
    try {
      return {
        starts: true,
        ...(await predict(home, setup, gateway, args)),
        accepted: await acceptedOf(gateway, setup),
        isCommandLineIn: setup.sends !== undefined && (await commandLineGetsIn(home, setup.shell ?? {})),
      };
    } finally {
      await gateway.stop();
    }
  } finally {
    await home.remove();
  }
}

const nobody = { accepted: [], isCommandLineIn: false } as const;

/** Right ones first: each wrong one makes the gateway slower to answer the next. */
export async function acceptedOf(
  { port }: RealGateway,
  { places, credential = "token" }: Pick<TokenSetup, "places" | "credential">,
): Promise<readonly PlaceName[]> {
  const accepted: PlaceName[] = [];
  for (const place of places) {
    if ((await logIn(port, { [credential]: credentialOf(place) })) === "accepted") accepted.push(place);
  }
  return accepted;
}

export async function sourcesOf(
  home: GatewayHome,
  gateway: RealGateway | null,
  shell: Readonly<Record<string, string>> = {},
  supervisors: readonly Supervisor[] = [],
): Promise<readonly TokenSource[]> {
  const ports = portsAt(home.dir, { ...home.env, ...shell });
  const { version, port, stateDir } = home;
  const list = await ports.processes.list();
  const entry = list.ok ? list.value.find(({ pid }) => pid === gateway?.pid) : undefined;
  const startedAt = entry?.startedAt ?? null;
  const running = {
    id: `linux:${port}`,
    namespace: "linux",
    version,
    port,
    stateDir,
    pid: gateway?.pid ?? 0,
    startedAt,
    state: "started" as const,
    answersAt: [],
    ownerVerified: true,
  };
  return discoverTokenSources(ports, {
    namespace: "linux",
    reading: await readGatewayConfig(ports, { version }),
    gateways: gateway === null ? [] : [running],
    supervisors,
    installs: [
      { id: "i", packageDir: "/", command: [], version, node: null, foundBy: ["PATH", "running gateway"] },
    ],
  });
}

async function predict(
  home: GatewayHome,
  { places, shell = {} }: TokenSetup,
  gateway: RealGateway | null,
  args: readonly string[],
): Promise<Pick<Observation, "predicted" | "predictedNext" | "sent">> {
  // A gateway may hide its arguments behind its title, so they are told as they mostly are: by a unit.
  const unit = args.length === 0 ? [] : [await writeUnit(home, gateway, args)];
  const rows = await sourcesOf(home, gateway, shell, unit);
  const server = rows.filter(({ role }) => role === "server");
  const nameOf = (row: TokenSource | null | undefined): string => {
    if (row?.kind === "generated") return "made-up";
    const place = places.find((one) => fakeFingerprint(credentialOf(one)) === row?.fingerprint);
    return place ?? (row == null ? "none" : "another");
  };
  return {
    predicted: nameOf(server.find(({ effective }) => effective)),
    predictedNext: nameOf(server.find(({ afterRestart }) => afterRestart)),
    sent: nameOf(clientCredential(rows, "linux")),
  };
}

async function writeUnit(
  home: GatewayHome,
  gateway: RealGateway | null,
  args: readonly string[],
): Promise<Supervisor> {
  const words = [process.execPath, home.server, "gateway", "run", ...args].join(" ");
  const text = `[Service]\nExecStart=${words}\nEnvironment=HOME=${home.dir}\n`;
  const state = { active: "active", sub: "running", result: "success", load: "loaded" };
  const rest = { restarts: 0, exitStatus: null, enabled: true, needsDaemonReload: false };
  return {
    id: "unit",
    kind: "systemd-user",
    name: "openclaw-gateway.service",
    unseenBecause: null,
    execStart: [],
    port: null,
    state: { ...state, ...rest, mainPid: gateway?.pid ?? null },
    files: [await home.write(".config/systemd/user/openclaw-gateway.service", text)],
  };
}

/** Whether `openclaw gateway call` in that home is let in with what it finds by itself. */
async function commandLineGetsIn(
  home: GatewayHome,
  shell: Readonly<Record<string, string>>,
): Promise<boolean> {
  const call = ["gateway", "call", "health", "--json", "--timeout", "15000"];
  const child = spawn(process.execPath, [home.server, ...call], {
    env: { ...home.env, ...shell },
    cwd: home.stateDir,
    stdio: "ignore",
    timeout: 60_000,
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  return code === 0;
}
