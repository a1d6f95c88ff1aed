import * as z from "zod/mini";
import { parseJson } from "./json.ts";
import { flag, listOrEmpty, number, record, text } from "./tolerant.ts";

/** The parts of `openclaw gateway status --json` that are compared with direct probes. */
export interface GatewayStatusJson {
  readonly cliVersion: string | null;
  readonly probeUrl: string | null;
  readonly port: number | null;
  /** `free` or `busy`. */
  readonly portStatus: string | null;
  readonly portHolders: readonly { readonly pid: number; readonly command: string }[];
  readonly serviceLoaded: boolean | null;
  /** `running`, `stopped` or `unknown`. */
  readonly serviceStatus: string | null;
  /** Why the service could not be inspected: `service-manager-unavailable`. */
  readonly inspectionReason: string | null;
  /** False for syntax errors only: the command does not see schema violations. */
  readonly configValid: boolean | null;
  readonly rpcOk: boolean;
  /** `unreachable`, `auth-rejected`, `device-identity-required` … */
  readonly rpcFailureKind: string | null;
  readonly rpcFailureCode: string | null;
  readonly rpcError: string | null;
  readonly timedOut: boolean;
}

// Only `rpc` is demanded: an answer without it, such as the error object of a failed command, is not a status.
const answer = z.object({
  cli: record({ version: text }),
  service: record({
    loaded: flag,
    inspectionReason: text,
    runtime: record({ status: text, inspectionReason: text }),
  }),
  config: record({ cli: record({ valid: flag }) }),
  gateway: record({ port: number, probeUrl: text }),
  port: record({
    status: text,
    listeners: listOrEmpty(z.object({ pid: z.number(), command: z.catch(z.string(), "") })),
  }),
  rpc: z.object({
    ok: z.boolean(),
    timedOut: flag,
    error: text,
    connectFailure: record({ kind: text, detailCode: text }),
  }),
});

/** Reads `openclaw gateway status --json`; null when the text is something else. */
export function parseGatewayStatusJson(stdout: string): GatewayStatusJson | null {
  const read = answer.safeParse(parseJson(stdout));
  if (!read.success) return null;
  const { cli, service, config, gateway, port, rpc } = read.data;
  return {
    cliVersion: cli.version,
    probeUrl: gateway.probeUrl,
    port: gateway.port,
    portStatus: port.status,
    portHolders: port.listeners,
    serviceLoaded: service.loaded,
    serviceStatus: service.runtime.status,
    inspectionReason: service.inspectionReason ?? service.runtime.inspectionReason,
    configValid: config.cli.valid,
    rpcOk: rpc.ok,
    rpcFailureKind: rpc.connectFailure.kind,
    rpcFailureCode: rpc.connectFailure.detailCode,
    rpcError: rpc.error,
    timedOut: rpc.timedOut ?? false,
  };
}
