import { known } from "../../model/fact.ts";
import { parseGatewayStatusJson, type GatewayStatusJson } from "../../parse/gatewayStatusJson.ts";
import { connectBar } from "../connectBar.ts";
import { commandOf, runOpenclaw, unansweredCommand } from "../openclawCommand.ts";
import type { Rung } from "../rung.ts";
import { climbed, skipped } from "../rungOutcome.ts";

/** The parts of `openclaw gateway status --json` that are compared with the direct probes. */
export type CliGatewayStatusFact = GatewayStatusJson;

export const cliGatewayStatus: Rung<CliGatewayStatusFact> = {
  id: "cli-gateway-status",
  title: "The command line's own view",
  layer: "meta",
  after: [],
  isQuick: false,
  timeoutMs: 60_000,
  async climb(context, signal) {
    const command = commandOf(context);
    if (command === null) return skipped("no-install");
    const bar = await connectBar(context);
    if (bar !== null) return skipped(bar);
    // It exits with 0 whatever it finds, and takes 13 s with a gateway that accepts and never answers.
    // The doctor beside it takes twice as long and decides when the ladder ends.
    const run = await runOpenclaw(command, ["gateway", "status", "--json"], 58_000, signal, {
      yields: true,
    });
    const status = run.ok ? parseGatewayStatusJson(run.value.stdout) : null;
    if (status === null) return unansweredCommand(run);
    const fact = known(status, [run.evidence]);
    const notes = notesOf(status, context.target.port);
    if (status.rpcOk)
      return climbed("ok", `reaches the gateway at ${status.probeUrl ?? "its address"}`, fact, notes);
    const why = status.rpcFailureCode ?? status.rpcError ?? status.rpcFailureKind ?? "no reason given";
    return climbed("warn", `does not reach the gateway: ${why}`, fact, notes);
  },
};

function notesOf(status: GatewayStatusJson, port: number): readonly string[] {
  return [
    ...(status.port !== null && status.port !== port
      ? [`It speaks of port ${status.port}, not ${port}.`]
      : []),
    ...(status.inspectionReason === "service-manager-unavailable"
      ? ["There is no service manager that it could ask."]
      : []),
  ];
}
