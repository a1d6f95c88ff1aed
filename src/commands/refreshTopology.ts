import type { Command } from "./command.ts";

export const refreshTopology: Command = {
  id: "gatewayLens.topology.refresh",
  title: "Refresh",
  run: ({ store }) => store.refresh(),
};
