import type { Rung } from "../rung.ts";

/** The parts of `openclaw gateway status --json` that are compared with the direct probes. */
export interface CliGatewayStatusFact {
  readonly cliVersion: string | null;
  readonly probeUrl: string | null;
  readonly port: number | null;
  readonly portStatus: string | null;
  readonly portHolders: readonly { readonly pid: number; readonly command: string }[];
  readonly serviceLoaded: boolean | null;
  readonly serviceStatus: string | null;
  readonly inspectionReason: string | null;
  readonly configValid: boolean | null;
  readonly rpcOk: boolean;
  readonly rpcFailureKind: string | null;
  readonly rpcFailureCode: string | null;
  readonly rpcError: string | null;
  readonly timedOut: boolean;
}

export const cliGatewayStatus: Rung<CliGatewayStatusFact> = {
  id: "cli-gateway-status",
  title: "The command line's own view",
  layer: "meta",
  after: [],
  isQuick: false,
  timeoutMs: 40_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
