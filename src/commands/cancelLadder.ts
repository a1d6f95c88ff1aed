import type { Command } from "./command.ts";

export const cancelLadder: Command = {
  id: "gatewayLens.ladder.cancel",
  title: "Cancel Ladder",
  run: ({ store }) => store.cancelClimb(),
};
