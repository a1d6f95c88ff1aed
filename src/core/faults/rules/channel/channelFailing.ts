import { mapFact, type Fact } from "../../../model/fact.ts";
import { channelsFact, httpReadyFact } from "../../needs/rungFacts.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";
import { counted } from "../../words.ts";

/** What is wrong with channels, a sentence each. /readyz names dead channels too, to whom the RPC is closed. */
function troubles(scene: Scene): Fact<readonly string[]> {
  const channels = channelsFact(scene);
  if (channels.known) {
    return mapFact(channels, ({ issues }) =>
      issues.map(
        ({ channel, account, message }) => `${channel}${account === "" ? "" : ` (${account})`}: ${message}`,
      ),
    );
  }
  const ready = httpReadyFact(scene);
  if (!ready.known) return channels;
  const failing = ready.value.failing.filter((part) => part !== "startup-sidecars");
  return failing.length === 0
    ? channels
    : mapFact(ready, () => failing.map((part) => `${part}: /readyz names it as failing`));
}

export const channelFailing = defineRule({
  id: "channel-failing",
  layer: "channel",
  severity: "warning",
  title: "A channel fails while the gateway is healthy",
  meaning:
    "The gateway works; one of the services that it is connected to does not, or refuses its credential.",
  firstAction: {
    label: "Ask the channels what is wrong",
    command: "openclaw channels status --probe",
    risk: "read",
  },
  explains: "channels",
  sources: ["openclaw#64235", "openclaw 2026.9.6"],
  signals: [
    { match: /\btelegram \w+ failed: Network request for/ },
    { match: "Bot not initialized!" },
    { match: /\bTelegram bot token unauthorized\b/ },
    { match: /\[[\w-]+\] \[[\w-]+\] channel exited:/ },
    { match: /health-monitor: skipping restart, terminal-disconnect/ },
  ],
  needs: { troubles },
  find({ troubles: all }) {
    const [first] = all;
    if (first === undefined) return null;
    const more = all.length === 1 ? "" : ` ${counted(all.length - 1, "more problem")} beside it.`;
    return {
      confidence: "confirmed",
      explanation: `${first.replace(/\.$/, "")}.${more} The gateway itself works.`,
    };
  },
});
