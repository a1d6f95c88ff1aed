import { known } from "../../model/fact.ts";
import { parseJson } from "../../parse/json.ts";
import { parseStatusJson } from "../../parse/statusJson.ts";
import { connectBar } from "../connectBar.ts";
import { commandOf, runOpenclaw, unansweredCommand } from "../openclawCommand.ts";
import { rpcOf, unansweredCall } from "../rpc.ts";
import type { Climb, Rung, RungOutcome } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { rpcHealth } from "./rpcHealth.ts";

/** `status`, from the RPC or, where the user asked for it, from `openclaw status`. */
export interface CliStatusFact {
  readonly source: "rpc" | "cli";
  readonly reachable: boolean;
  readonly version: string | null;
  readonly pid: number | null;
}

export const cliStatus: Rung<CliStatusFact> = {
  id: "cli-status",
  title: "Status",
  layer: "meta",
  after: [rpcHealth],
  isQuick: false,
  timeoutMs: 70_000,
  async climb(context, signal) {
    if (context.options.withCli) return askCommandLine(context, signal);
    const dialog = rpcOf(context);
    if (dialog === null) return skipped("needs-rpc");
    const answer = await dialog.call("status", {}, 10_000, signal);
    const evidence = [answer.evidence];
    if (!answer.ok) return unansweredCall(answer.failure, evidence);
    const status = parseStatusJson(answer.value);
    if (status === null) return unclear("unreadable-answer", evidence);
    const { version, pid } = status;
    const verdict = `version ${version ?? "unknown"}, pid ${pid ?? "unknown"}`;
    return climbed("ok", verdict, known({ source: "rpc", reachable: true, version, pid }, evidence));
  },
};

async function askCommandLine(context: Climb, signal: AbortSignal): Promise<RungOutcome<CliStatusFact>> {
  const command = commandOf(context);
  if (command === null) return skipped("no-install");
  const bar = await connectBar(context);
  if (bar !== null) return skipped(bar);
  // Without --timeout it waits 60 s for a service that is down.
  const args = ["status", "--json", "--timeout", "5000"];
  const run = await runOpenclaw(command, args, 65_000, signal);
  const status = run.ok ? parseStatusJson(parseJson(run.value.stdout)) : null;
  if (status === null) return unansweredCommand(run);
  const { version, pid, error } = status;
  const reachable = status.reachable ?? false;
  const fact = known<CliStatusFact>({ source: "cli", reachable, version, pid }, [run.evidence]);
  if (reachable) return climbed("ok", `reaches version ${version ?? "unknown"}`, fact);
  return climbed("warn", `does not reach the gateway: ${error ?? "no reason given"}`, fact);
}
