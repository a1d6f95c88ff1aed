import { climb } from "./climb.ts";
import type { Command } from "./command.ts";

export const runQuickLadder: Command = {
  id: "gatewayLens.ladder.runQuick",
  title: "Run Quick Ladder",
  run: (context) => climb(context, { quick: true }),
};
