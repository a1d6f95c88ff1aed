import * as vscode from "vscode";
import { words } from "../host/strings.ts";
import type { Command } from "./command.ts";
import { chosenFinding } from "./chosenFinding.ts";

export const copyFirstAction: Command = {
  id: "gatewayLens.finding.copyAction",
  title: "Copy First Action",
  async run({ store }, argument) {
    const command = chosenFinding(store, argument)?.firstAction.command ?? null;
    if (command === null) {
      void vscode.window.showInformationMessage(words.noCommand());
      return;
    }
    await vscode.env.clipboard.writeText(command);
    vscode.window.setStatusBarMessage(words.copied(command), 3000);
  },
};
