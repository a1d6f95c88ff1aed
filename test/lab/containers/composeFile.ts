/** Compose files in the form of the one that OpenClaw brings along. */

export interface GatewayService {
  /** Default `openclaw-gateway`. */
  readonly name?: string;
  /** Default `${OPENCLAW_IMAGE}` of `.env`. */
  readonly image?: string;
  /** Default `18789:18789`. Empty: none. */
  readonly ports?: readonly string[];
  readonly bind?: "lan" | "loopback";
  readonly restart?: string;
  readonly networkMode?: string;
  /** Default: the folder `state` of the project. */
  readonly state?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** In place of the gateway. */
  readonly command?: readonly string[];
  /** How long failures of the health check do not count, and how soon they are made. */
  readonly healthcheck?: { readonly url?: string; readonly startPeriod?: string } | null;
}

const stateInside = "/home/node/.openclaw";

/** A file with those services, and with the named volumes. */
export function composeFile(services: readonly GatewayService[], volumes: readonly string[] = []): string {
  const names = volumes.map((name) => `  ${name}: { name: ${name}, external: true }\n`);
  const declared = names.length === 0 ? "" : `volumes:\n${names.join("")}`;
  return `services:\n${services.map(serviceText).join("")}${declared}`;
}

function serviceText(service: GatewayService): string {
  const { name = "openclaw-gateway", image = "${OPENCLAW_IMAGE}", restart = "unless-stopped" } = service;
  const { ports = ["${OPENCLAW_GATEWAY_PORT:-18789}:18789"], bind = "lan", state = "./state" } = service;
  const gateway = [
    "node",
    "dist/index.js",
    "gateway",
    "--bind",
    bind,
    "--port",
    "18789",
    "--allow-unconfigured",
  ];
  const environment = {
    HOME: "/home/node",
    OPENCLAW_STATE_DIR: stateInside,
    OPENCLAW_GATEWAY_TOKEN: "${OPENCLAW_GATEWAY_TOKEN:-}",
    ...service.environment,
  };
  const lines = [
    `image: ${image}`,
    "pull_policy: missing",
    "init: true",
    `restart: ${JSON.stringify(restart)}`,
    ...(service.networkMode === undefined ? [] : [`network_mode: ${JSON.stringify(service.networkMode)}`]),
    "environment:",
    ...Object.entries(environment).map(([key, value]) => `  ${key}: ${value === "" ? '""' : value}`),
    "volumes:",
    `  - ${state}:${stateInside}`,
    ...(ports.length === 0 || service.networkMode !== undefined ? [] : ["ports:"]),
    ...(service.networkMode === undefined ? ports.map((port) => `  - "${port}"`) : []),
    `command: ${JSON.stringify(service.command ?? gateway)}`,
    "stop_grace_period: 2s",
    ...healthcheckLines(service),
  ];
  return `  ${name}:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

function healthcheckLines({ healthcheck }: GatewayService): readonly string[] {
  if (healthcheck === null) return [];
  const { url = "http://127.0.0.1:18789/healthz", startPeriod = "5m" } = healthcheck ?? {};
  return [
    "healthcheck:",
    `  test: ["CMD", "curl", "-fsS", "${url}"]`,
    "  interval: 1s",
    "  timeout: 1s",
    "  retries: 2",
    `  start_period: ${startPeriod}`,
    "  start_interval: 500ms",
  ];
}
