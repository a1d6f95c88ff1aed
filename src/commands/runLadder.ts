import { climb } from "./climb.ts";
import type { Command } from "./command.ts";

export const runLadder: Command = {
  id: "gatewayLens.ladder.run",
  title: "Run Ladder",
  run: (context) => climb(context, { quick: false }),
};
