import { known } from "../../model/fact.ts";
import type { EvidenceId } from "../../model/ids.ts";
import {
  parseChannelsStatus,
  type ChannelStatusIssue,
  type ChannelsStatus,
} from "../../parse/channelsStatus.ts";
import { parseJson } from "../../parse/json.ts";
import { connectBar } from "../connectBar.ts";
import { commandOf, runOpenclaw, unansweredCommand } from "../openclawCommand.ts";
import { rpcOf, unansweredCall } from "../rpc.ts";
import type { Climb, Rung, RungOutcome } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { rpcHealth } from "./rpcHealth.ts";

/** What `channels.status` says of every configured channel account. */
export interface ChannelsFact {
  readonly source: "rpc" | "cli";
  readonly configured: readonly string[];
  readonly issues: readonly ChannelIssue[];
}

/** One thing wrong with one channel account. */
export type ChannelIssue = ChannelStatusIssue;

export const channels: Rung<ChannelsFact> = {
  id: "channels",
  title: "Channels",
  layer: "channel",
  after: [rpcHealth],
  isQuick: false,
  timeoutMs: 70_000,
  async climb(context, signal) {
    if (context.options.withCli) return askCommandLine(context, signal);
    const dialog = rpcOf(context);
    if (dialog === null) return skipped("needs-rpc");
    // With `probe` the gateway asks each channel's provider, which costs a round trip only where one is configured.
    const params = { probe: true, timeoutMs: 10_000 };
    const answer = await dialog.call("channels.status", params, 30_000, signal);
    if (!answer.ok) return unansweredCall(answer.failure, [answer.evidence]);
    const status = parseChannelsStatus(answer.value);
    if (status === null) return unclear("unreadable-answer", [answer.evidence]);
    return judge("rpc", status, [answer.evidence], context);
  },
};

async function askCommandLine(context: Climb, signal: AbortSignal): Promise<RungOutcome<ChannelsFact>> {
  const command = commandOf(context);
  if (command === null) return skipped("no-install");
  const bar = await connectBar(context);
  if (bar !== null) return skipped(bar);
  const args = ["channels", "status", "--probe", "--json", "--timeout", "10000"];
  const run = await runOpenclaw(command, args, 65_000, signal);
  const status = run.ok ? parseChannelsStatus(parseJson(run.value.stdout)) : null;
  if (status === null) return unansweredCommand(run);
  // It exits with 0 and lists what the config names when it did not reach the gateway.
  if (!status.reachable) return unclear("needs-rpc", [run.evidence], "the command line only read the config");
  return judge("cli", status, [run.evidence], context);
}

function judge(
  source: ChannelsFact["source"],
  status: ChannelsStatus,
  evidence: readonly EvidenceId[],
  { ports }: Climb,
): RungOutcome<ChannelsFact> {
  const { configured } = status;
  // The texts quote what a provider answered, and that can quote a bot token.
  const issues = status.issues.map((issue) => ({ ...issue, message: ports.secrets.redact(issue.message) }));
  const fact = known({ source, configured, issues }, evidence);
  if (configured.length === 0 && issues.length === 0) return climbed("ok", "no channel is configured", fact);
  if (issues.length === 0) return climbed("ok", `${configured.join(", ")} without a complaint`, fact);
  const sick = [...new Set(issues.map(({ channel, account }) => `${channel} (${account})`))];
  return climbed(
    "warn",
    `${sick.join(", ")}: ${issues[0]?.message ?? ""}`,
    fact,
    issues.slice(1).map(({ message }) => message),
  );
}
