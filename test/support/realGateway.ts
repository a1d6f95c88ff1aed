/** The real OpenClaw gateway as a child of a test. */
import { setTimeout as sleep } from "node:timers/promises";
import { startOwnedProcess, type OwnedProcess } from "./ownedProcess.ts";
import { makeGatewayHome, type GatewayHome, type HomeOptions } from "./realGatewayHome.ts";

export interface RealGateway
  extends OwnedProcess, Pick<GatewayHome, "url" | "port" | "stateDir" | "configPath"> {
  /** The home it runs in; `stop` leaves it, `home.remove()` takes it away. */
  readonly home: GatewayHome;
  /** The environment that it was started with. */
  readonly env: Record<string, string>;
  /** The state that `/startupz` tells, or "silent" when nothing answers within a second. */
  state(): Promise<StartupState>;
  waitUntil(state: StartupState, timeoutMs?: number): Promise<void>;
}

type StartupState = "started" | "starting" | "draining" | "silent" | "other";

export interface StartOptions extends HomeOptions {
  /** A home to start in; the options that make a home then do not apply. */
  readonly home?: GatewayHome;
  /** Only for the gateway, not for clients in the same home. */
  readonly serverEnv?: Record<string, string>;
  /** After `gateway run`. */
  readonly args?: readonly string[];
  /** What to wait for: HTTP 200 at `/startupz`, any answer on the port, or nothing. Default `ready`. */
  readonly waitFor?: "ready" | "listening" | "nothing";
}

const bootTimeoutMs = 90_000;

/**
 * Starts a gateway in a private home, the way its service unit does: `openclaw` itself would only add a launcher
 * process above it. Throws with its output when it ends before it is ready.
 */
export async function startGateway(options: StartOptions = {}): Promise<RealGateway> {
  const home = options.home ?? (await makeGatewayHome(options));
  const env = { ...home.env, ...options.serverEnv };
  const args = [home.server, "gateway", "run", ...(options.args ?? [])];
  const child = startOwnedProcess(process.execPath, args, { env, cwd: home.dir });
  const { port, url, stateDir, configPath } = home;
  const gateway: RealGateway = {
    ...child,
    home,
    env,
    port,
    url,
    stateDir,
    configPath,
    state: () => startupState(url),
    waitUntil: (state, timeoutMs = bootTimeoutMs) =>
      waitFor(gateway, async () => (await startupState(url)) === state, timeoutMs, state),
  };
  const wanted = options.waitFor ?? "ready";
  if (wanted === "nothing") return gateway;
  const isThere = async () => {
    const state = await startupState(url);
    return state === "started" || (wanted === "listening" && state !== "silent");
  };
  await waitFor(gateway, isThere, bootTimeoutMs, wanted);
  return gateway;
}

/** Starts a gateway, hands it over and stops it, whatever happens. */
export async function withGateway(
  options: StartOptions,
  use: (gateway: RealGateway) => Promise<void>,
): Promise<void> {
  const gateway = await startGateway(options);
  try {
    await use(gateway);
  } finally {
    await gateway.stop();
    if (options.home === undefined) await gateway.home.remove();
  }
}

/**
 * `/startupz` answers 503 with a status while sidecars start, and 200 `started` afterwards. Gateways before it was
 * there answer that path with 404 or a page, and are as good as started once `/healthz` says `live`.
 */
export async function startupState(url: string): Promise<StartupState> {
  const startup = await statusAt(`${url}/startupz`);
  if (startup !== "other" && startup !== "live") return startup;
  return (await statusAt(`${url}/healthz`)) === "live" ? "started" : "other";
}

async function statusAt(url: string): Promise<StartupState | "live"> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
    const { status } = (await answer.json()) as { status?: unknown };
    return status === "started" || status === "starting" || status === "draining" || status === "live"
      ? status
      : "other";
  } catch (error) {
    return error instanceof SyntaxError ? "other" : "silent";
  }
}

async function waitFor(
  gateway: RealGateway,
  isThere: () => Promise<boolean>,
  timeoutMs: number,
  what: string,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isThere())) {
    const isLate = performance.now() > deadline;
    if (!isLate && gateway.isRunning()) {
      await sleep(50);
      continue;
    }
    const why = isLate ? `not ${what} within ${timeoutMs} ms` : `it ended with ${await gateway.ended}`;
    await gateway.kill();
    throw new Error(`gateway on ${gateway.port}: ${why}\n${gateway.stdout()}\n${gateway.stderr()}`);
  }
}
