import type { Command } from "./command.ts";

export const showLadder: Command = {
  id: "gatewayLens.ladder.show",
  title: "Show Ladder Log",
  run: ({ channel }) => channel.show(true),
};
