import type { Command } from "./command.ts";
import { lookAgain } from "./lookAgain.ts";

export const refreshTopology: Command = {
  id: "gatewayLens.topology.refresh",
  title: "Refresh",
  run: lookAgain,
};
