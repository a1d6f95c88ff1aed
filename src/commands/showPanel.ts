import type { Command } from "./command.ts";

export const showPanel: Command = {
  id: "gatewayLens.panel.show",
  title: "Show Diagnostics Panel",
  run: ({ panel }) => panel.show(),
};
